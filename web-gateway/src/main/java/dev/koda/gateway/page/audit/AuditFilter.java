package dev.koda.gateway.page.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.quarkus.qute.TemplateData;

import dev.koda.gateway.page.frame.Address;

/** What the audit list is narrowed to; all of it stands in the address. */
@TemplateData
public record AuditFilter(
        Address address, String type, String actor, String target, String outcome, String since, String q) {
    private static final Map<String, Duration> SPANS = Map.of(
            "1h", Duration.ofHours(1), "24h", Duration.ofDays(1), "7d", Duration.ofDays(7), "30d", Duration.ofDays(30));

    String from(Instant now) {
        Duration span = since == null ? null : SPANS.get(since);
        return span == null ? null : now.minus(span).toString();
    }

    public boolean isSince(String other) {
        return other.equals(since);
    }

    public boolean isOutcome(String other) {
        return other.equals(outcome);
    }

    public boolean isAny() {
        return !words().isEmpty();
    }

    public String words() {
        List<String> words = new ArrayList<>();
        add(words, "type", type);
        add(words, "who", actor);
        add(words, "target", target);
        add(words, "outcome", outcome);
        add(words, "last", since);
        add(words, "text", q);
        return String.join(", ", words);
    }

    private static void add(List<String> words, String name, String value) {
        if (value != null) {
            words.add(name + " " + value);
        }
    }

    /** Where the live tail of the same filters is. A tail has no past, so time is no part of it. */
    public String live() {
        return address.at("/audit/live").without("cursor").without("since").toString();
    }
}
