package dev.koda.runtime.loop;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.koda.runtime.journal.EntryType;
import dev.koda.runtime.journal.JournalEntry;
import dev.koda.runtime.journal.StepKind;

/** What a task has used up: tokens, money and time at work, waiting for people and retries not counted. */
final class Spending {
    private static final String[] TOKENS = {"input", "cached", "output", "reasoning"};

    private final ObjectNode tokens = JsonNodeFactory.instance.objectNode();
    private BigDecimal cost = BigDecimal.ZERO;
    private String currency;
    private Instant startedAt;
    private Instant parkedAt;
    private Duration parked = Duration.ZERO;

    void apply(JournalEntry entry) {
        if (entry.is(EntryType.FINISHED, StepKind.MODEL_CALL)) {
            spend(entry.body());
        }
        if (entry.kind() == StepKind.LEASE) {
            startedAt = startedAt == null ? entry.at() : startedAt;
            if (parkedAt != null) {
                parked = parked.plus(Duration.between(parkedAt, entry.at()));
                parkedAt = null;
            }
        }
        boolean letGo = entry.type() == EntryType.STATE
                && !"running".equals(entry.body().path("status").asText());
        if (letGo && startedAt != null) {
            parkedAt = entry.at();
        }
    }

    private void spend(JsonNode body) {
        for (String kind : TOKENS) {
            tokens.put(
                    kind,
                    tokens.path(kind).asLong() + body.path("tokens").path(kind).asLong());
        }
        JsonNode price = body.path("cost");
        if (price.hasNonNull("amount")) {
            cost = cost.add(new BigDecimal(price.get("amount").asText()));
            currency = price.path("currency").asText("USD");
        }
    }

    long tokens() {
        return tokens.path("input").asLong() + tokens.path("output").asLong();
    }

    BigDecimal cost() {
        return cost;
    }

    /** Time since the first start without the time parked. */
    Duration atWork(Instant now) {
        return startedAt == null
                ? Duration.ZERO
                : Duration.between(startedAt, now).minus(parked);
    }

    /** For the task's row. */
    ObjectNode json(int iterations) {
        ObjectNode usage = JsonNodeFactory.instance.objectNode().put("iterations", iterations);
        usage.setAll(tokens);
        if (currency != null) {
            usage.put("cost", cost.toPlainString()).put("currency", currency);
        }
        return usage;
    }
}
