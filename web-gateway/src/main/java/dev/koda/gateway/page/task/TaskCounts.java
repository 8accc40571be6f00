package dev.koda.gateway.page.task;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.qute.TemplateData;

/** How many tasks there are by state, capped as the runtime caps them; null where it did not say. */
@TemplateData
public record TaskCounts(
        Integer queued, Integer running, Integer waitingApproval, Integer waitingRetry, Integer failed) {
    private static final TaskCounts UNKNOWN = new TaskCounts(null, null, null, null, null);

    /** Reads either {@code {running: 3, …}} or the same below {@code counts}. */
    public static TaskCounts of(JsonNode said) {
        if (said == null || said.isNull()) {
            return UNKNOWN;
        }
        JsonNode by = said.path("counts").isObject() ? said.path("counts") : said;
        return new TaskCounts(
                number(by, "queued"),
                number(by, "running"),
                number(by, "waiting_approval"),
                number(by, "waiting_retry"),
                number(by, "failed"));
    }

    private static Integer number(JsonNode by, String name) {
        return by.path(name).canConvertToInt() ? by.path(name).asInt() : 0;
    }

    private static Integer sum(Integer one, Integer other) {
        return one == null ? other : other == null ? one : Integer.valueOf(one + other);
    }

    public Integer open() {
        return sum(sum(queued, running), sum(waitingApproval, waitingRetry));
    }

    /** {@code 99+} where the exact number would not change what one does. */
    public String capped(Integer number) {
        return number == null ? "" : number > 99 ? " 99+" : " " + number;
    }

    /** The sentence under the title. */
    public String verdict() {
        if (running == null && queued == null) {
            return "Newest first.";
        }
        return "Newest first. " + or(running) + " run, " + or(queued) + " wait in the queue, " + or(waitingApproval)
                + " wait for a person.";
    }

    private static int or(Integer number) {
        return number == null ? 0 : number;
    }
}
