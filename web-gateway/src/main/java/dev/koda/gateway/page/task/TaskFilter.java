package dev.koda.gateway.page.task;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.quarkus.qute.TemplateData;

import dev.koda.gateway.page.frame.Address;

/** What the list of tasks is narrowed to; all of it stands in the address. */
@TemplateData
public record TaskFilter(Address address, String state, String agentId, String since, String q, String channel) {
    private static final Set<String> STATES = Set.of(
            "queued",
            "running",
            "waiting_approval",
            "waiting_retry",
            "completed",
            "failed",
            "cancelled",
            "dead_lettered");
    private static final Map<String, Duration> SPANS = Map.of(
            "1h", Duration.ofHours(1), "24h", Duration.ofDays(1), "7d", Duration.ofDays(7), "30d", Duration.ofDays(30));

    /** The status the runtime is asked for, or null for any. */
    String status() {
        return STATES.contains(String.valueOf(state)) ? state : null;
    }

    String from(Instant now) {
        Duration span = since == null ? null : SPANS.get(since);
        return span == null ? null : now.minus(span).toString();
    }

    public String stateLink(String other) {
        return address.without("cursor").with("state", other).toString();
    }

    public boolean isState(String other) {
        return other == null || other.isEmpty() ? state == null : other.equals(state);
    }

    public boolean isSince(String other) {
        return other.equals(since);
    }

    public boolean isAny() {
        return state != null || agentId != null || since != null || q != null || channel != null;
    }

    /** The filters in words, for an empty list that says why it is empty. */
    public String words() {
        List<String> words = new ArrayList<>();
        add(words, state == null ? null : state.replace('_', ' '));
        add(words, agentId == null ? null : "one agent");
        add(words, since == null ? null : "last " + since);
        add(words, q == null ? null : "“" + q + "”");
        add(words, channel == null ? null : "channel " + channel);
        return String.join(", ", words);
    }

    private static void add(List<String> words, String word) {
        if (word != null) {
            words.add(word);
        }
    }
}
