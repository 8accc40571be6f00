package dev.koda.platform.outbox;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Builds the event by which audit-service learns what happened: {@code dev.koda.audit.entry.v1} on {@code koda.audit}.
 *
 * <p>Record it in the transaction of the change. Details whose key or value looks like a secret are redacted here, so a
 * careless caller cannot leak one. Not thread-safe; build, call {@link #event(String)}, forget.
 */
public final class AuditEntry {
    /** {@code ce_type} of audit entries. */
    public static final String CE_TYPE = "dev.koda.audit.entry.v1";

    private static final int LONGEST_USER_AGENT = 400;

    /** How it ended, in lower case on the wire. */
    public enum Outcome {
        SUCCESS,
        FAILURE,
        DENIED
    }

    private final String type;
    private final Map<String, Object> details = new LinkedHashMap<>();
    private Outcome outcome = Outcome.SUCCESS;
    private AuditActor actor = AuditActor.system();
    private String address;
    private String userAgent;
    private Map<String, Object> target;
    private String traceId;
    private String taskId;

    private AuditEntry(String type) {
        this.type = type;
        this.traceId = CurrentTrace.id().orElse(null);
    }

    /** An entry of this type, such as {@code security.login.failed}; a success of the system until told otherwise. */
    public static AuditEntry of(String type) {
        return new AuditEntry(type);
    }

    /** How it ended. */
    public AuditEntry outcome(Outcome value) {
        this.outcome = value;
        return this;
    }

    /** Who did it. */
    public AuditEntry actor(AuditActor value) {
        this.actor = value;
        return this;
    }

    /** Where they came from; either may be null. */
    public AuditEntry client(String clientAddress, String clientUserAgent) {
        this.address = clientAddress;
        this.userAgent = clientUserAgent == null || clientUserAgent.length() <= LONGEST_USER_AGENT
                ? clientUserAgent
                : clientUserAgent.substring(0, LONGEST_USER_AGENT);
        return this;
    }

    /** What it was done to. */
    public AuditEntry target(String kind, String id) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", kind);
        json.put("id", id);
        this.target = json;
        return this;
    }

    /** The task in which it happened. */
    public AuditEntry task(String id) {
        this.taskId = id;
        return this;
    }

    /** The trace of the request, where it is not the current span's. */
    public AuditEntry trace(String id) {
        this.traceId = id;
        return this;
    }

    /** One detail: text, number, boolean, time, or maps and lists of these; null is left out. */
    public AuditEntry detail(String key, Object value) {
        if (value != null) {
            details.put(key, Redaction.of(key, value));
        }
        return this;
    }

    /** The finished event; the key is the actor's or the aggregate's id and keeps its entries in order. */
    public OutboxEvent event(String key) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", type);
        body.put("outcome", outcome.name().toLowerCase(Locale.ROOT));
        body.put("actor", actor.json());
        body.put("address", address);
        body.put("user_agent", userAgent);
        body.put("target", target);
        body.put("trace_id", traceId);
        body.put("task_id", taskId);
        body.put("details", new LinkedHashMap<>(details));
        return new OutboxEvent(Topic.AUDIT, key, CE_TYPE, body);
    }
}
