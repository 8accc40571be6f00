package dev.koda.runtime.trace;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import dev.koda.runtime.journal.EntryType;
import dev.koda.runtime.journal.JournalEntry;
import dev.koda.runtime.journal.StepKind;
import dev.koda.runtime.secret.Masking;

/** Folds journal rows into steps: an intent and its result are one step, at the place of the intent. */
final class TraceFold {
    /** For looking at steps; the whole stands in the task, its events or an artifact. */
    static final TraceFold WHOLE = new TraceFold(2000);

    /** For finding steps among thousands. */
    static final TraceFold OUTLINE = new TraceFold(200);

    private static final Set<String> OWN_FIELDS = Set.of(
            "name",
            "status",
            "started_at",
            "duration_ms",
            "input",
            "output",
            "error",
            "provider",
            "model",
            "tokens",
            "cost",
            "origin",
            "parent_seq");

    /** In the journal for the runtime's own use. */
    private static final Set<String> HIDDEN =
            Set.of("to_model", "fingerprint", "text", "tool_calls", "is_error", "request_id", "finish_reason");

    private final int preview;

    /** @param preview characters of an input or output that are shown */
    private TraceFold(int preview) {
        this.preview = preview;
    }

    List<TraceStep> steps(List<JournalEntry> entries, boolean ended, Instant now) {
        Map<Integer, TraceStep> steps = new TreeMap<>();
        Optional<Instant> lost = lastRecovery(entries);
        Instant latest = ended && !entries.isEmpty() ? entries.getLast().at() : now;
        for (JournalEntry entry : entries) {
            if (entry.kind() != null) {
                boolean cutOff = lost.filter(entry.at()::isBefore).isPresent();
                Instant until = cutOff ? lost.get() : latest;
                steps.merge(
                        entry.stepSeq(),
                        step(entry, ended || cutOff, until),
                        (intent, result) -> joined(intent, result, entry));
            }
        }
        return List.copyOf(steps.values());
    }

    /** Where the task was last taken from a worker that was gone: what ran there does not run any more. */
    private static Optional<Instant> lastRecovery(List<JournalEntry> entries) {
        return entries.stream()
                .filter(entry -> entry.kind() == StepKind.RECOVERY)
                .map(JournalEntry::at)
                .reduce((earlier, later) -> later);
    }

    private TraceStep step(JournalEntry entry, boolean ended, Instant now) {
        JsonNode body = entry.body();
        boolean open = entry.type() == EntryType.STARTED;
        String status = open && ended ? "interrupted" : body.path("status").asText("ok");
        Instant start = body.hasNonNull("started_at")
                ? Instant.parse(body.get("started_at").asText())
                : entry.at();
        long duration = open
                ? Duration.between(start, now).toMillis()
                : body.path("duration_ms").asLong();
        return new TraceStep(
                entry.stepSeq(),
                body.hasNonNull("parent_seq") ? body.get("parent_seq").asInt() : null,
                entry.kind().word(),
                body.path("name").asText(entry.kind().word()),
                status,
                start,
                duration,
                preview(body.path("input")),
                preview(body.path("output")),
                preview(body.path("error")),
                body.path("provider").asText(null),
                body.path("model").asText(null),
                present(body.path("tokens")),
                present(body.path("cost")),
                body.path("origin").asText(null),
                more(body));
    }

    private static TraceStep joined(TraceStep intent, TraceStep result, JournalEntry entry) {
        Map<String, JsonNode> more = new LinkedHashMap<>(intent.more());
        more.putAll(result.more());
        return new TraceStep(
                intent.seq(),
                intent.parentSeq(),
                intent.kind(),
                result.name(),
                entry.body().path("status").asText("ok"),
                intent.startedAt(),
                result.durationMs(),
                result.input() == null ? intent.input() : result.input(),
                result.output(),
                result.error(),
                result.provider() == null ? intent.provider() : result.provider(),
                result.model() == null ? intent.model() : result.model(),
                result.tokens(),
                result.cost(),
                result.origin(),
                more);
    }

    private static Map<String, JsonNode> more(JsonNode body) {
        Map<String, JsonNode> more = new LinkedHashMap<>();
        body.properties().forEach(field -> {
            if (!OWN_FIELDS.contains(field.getKey()) && !HIDDEN.contains(field.getKey())) {
                more.put(field.getKey(), field.getValue());
            }
        });
        return more;
    }

    private JsonNode preview(JsonNode value) {
        JsonNode whole = present(value);
        JsonNode known = whole == null ? null : Masking.masked(whole);
        if (known == null || known.toString().length() <= preview) {
            return known;
        }
        if (known instanceof ObjectNode object) {
            ObjectNode cut = object.deepCopy();
            object.properties().forEach(field -> cut.set(field.getKey(), cut(field.getValue())));
            return cut.put("preview", true);
        }
        return cut(known);
    }

    private JsonNode cut(JsonNode value) {
        String text = value.isTextual() ? value.asText() : value.toString();
        return text.length() <= preview ? value : TextNode.valueOf(text.substring(0, preview) + "…");
    }

    private static JsonNode present(JsonNode value) {
        return value instanceof MissingNode || value.isNull() ? null : value;
    }
}
