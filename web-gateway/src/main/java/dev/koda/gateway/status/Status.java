package dev.koda.gateway.status;

import java.util.Locale;
import java.util.Map;

import io.quarkus.qute.TemplateData;

/**
 * One state as it is always shown: a word, a tone and an icon of its own shape, so that colour is never needed.
 *
 * <p>The vocabulary stands here and nowhere else; a state that is not known is shown by its own name in the idle tone.
 */
@TemplateData
public record Status(String word, String tone, String icon, boolean spins) {
    private static final Map<String, Status> TASK = Map.of(
            "queued", of("Queued", "idle", "clock"),
            "running", new Status("Running", "live", "loader-2", true),
            "waiting_approval", of("Waiting for approval", "warn", "hand-stop"),
            "waiting_retry", of("Waiting to retry", "warn", "rotate-clockwise"),
            "completed", of("Completed", "ok", "circle-check"),
            "failed", of("Failed", "fail", "circle-x"),
            "cancelled", of("Cancelled", "idle", "ban"),
            "dead_lettered", of("Dead-lettered", "fail", "inbox-off"));
    private static final Status IN_DOUBT = of("In doubt", "warn", "help-hexagon");
    private static final Map<String, Status> CHECK = Map.of(
            "pass", of("Pass", "ok", "circle-check"),
            "warn", of("Warn", "warn", "alert-triangle"),
            "fail", of("Fail", "fail", "circle-x"),
            "skip", of("Skipped", "idle", "circle-dashed"));
    private static final Map<String, Status> COMPONENT = Map.of(
            "up", of("Up", "ok", "circle-check"),
            "degraded", of("Degraded", "warn", "alert-triangle"),
            "down", of("Down", "fail", "circle-x"));
    private static final Map<String, Status> VERDICT = Map.of(
            "progress", of("progress", "ok", "arrow-right"),
            "suspect", of("suspect", "warn", "repeat"),
            "cycle", of("cycle", "fail", "repeat"));
    private static final Map<String, Status> PROVIDER = Map.of(
            "usable", of("Usable", "ok", "circle-check"),
            "unusable", of("Unusable", "fail", "circle-x"),
            "unproven", of("Unproven", "idle", "circle-dashed"),
            "off", of("Off", "idle", "player-pause"),
            "none", of("Not connected", "idle", "circle-dashed"));
    private static final Map<String, Status> CIRCUIT = Map.of(
            "closed", of("Circuit closed", "ok", "plug-connected"),
            "half_open", of("Circuit trying", "warn", "plug-connected"),
            "open", of("Circuit open", "fail", "plug-connected-x"));
    private static final Map<String, Status> AGENT = Map.of(
            "draft", of("Draft", "idle", "pencil"),
            "published", of("Published", "ok", "rocket"),
            "active", of("Published", "ok", "rocket"),
            "paused", of("Paused", "idle", "player-pause"),
            "archived", of("Archived", "idle", "archive"));
    private static final Map<String, Status> OUTCOME = Map.of(
            "success", of("Success", "ok", "circle-check"),
            "failure", of("Failure", "fail", "circle-x"),
            "denied", of("Denied", "warn", "hand-stop"));

    public static Status of(String word, String tone, String icon) {
        return new Status(word, tone, icon, false);
    }

    /** A task; {@code reason} tells in doubt from an ordinary approval, {@code code} is added to a failure as a word. */
    public static Status task(String status, String reason, String code) {
        if ("waiting_approval".equals(status) && "in_doubt".equals(reason)) {
            return IN_DOUBT;
        }
        Status known = known(TASK, status);
        if ("failed".equals(status) && code != null) {
            return of("Failed: " + shortCode(code), known.tone(), known.icon());
        }
        return known;
    }

    public static Status check(String status) {
        return known(CHECK, status);
    }

    public static Status component(String status) {
        return known(COMPONENT, status);
    }

    public static Status verdict(String verdict) {
        return known(VERDICT, verdict);
    }

    public static Status provider(String verdict) {
        return known(PROVIDER, verdict);
    }

    public static Status circuit(String state) {
        return known(CIRCUIT, state);
    }

    public static Status agent(String status) {
        return known(AGENT, status);
    }

    public static Status outcome(String outcome) {
        return known(OUTCOME, outcome);
    }

    public Status worded(String other) {
        return new Status(other, tone, icon, spins);
    }

    private static Status known(Map<String, Status> vocabulary, String name) {
        Status found = name == null ? null : vocabulary.get(name.toLowerCase(Locale.ROOT));
        return found == null ? of(name == null ? "Unknown" : name.replace('_', ' '), "idle", "circle-dashed") : found;
    }

    /** {@code cycle_detected} reads as cycle, {@code budget_exhausted} as budget; the whole code is on the task's page. */
    private static String shortCode(String code) {
        return code.replaceFirst("_(detected|exhausted|exceeded|available)$", "")
                .replace('_', ' ');
    }
}
