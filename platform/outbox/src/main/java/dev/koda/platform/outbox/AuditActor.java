package dev.koda.platform.outbox;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Who caused what an {@link AuditEntry} tells.
 *
 * @param kind what sort of actor
 * @param id stable id, or null where there is none
 * @param name what people call it, or null
 */
public record AuditActor(Kind kind, String id, String name) {
    /** The sorts of actors, in lower case on the wire. */
    public enum Kind {
        OPERATOR,
        SERVICE,
        SYSTEM,
        ANONYMOUS,
        SENDER,
        AGENT,
        BREAK_GLASS
    }

    /** A signed-in person or their token. */
    public static AuditActor operator(String id, String name) {
        return new AuditActor(Kind.OPERATOR, id, name);
    }

    /** Another service, by its short name. */
    public static AuditActor service(String name) {
        return new AuditActor(Kind.SERVICE, name, name);
    }

    /** The product itself: timers, sweepers, boots. */
    public static AuditActor system() {
        return new AuditActor(Kind.SYSTEM, null, null);
    }

    /** Someone without an identity; {@code claimedName} is what they said, or null. */
    public static AuditActor anonymous(String claimedName) {
        return new AuditActor(Kind.ANONYMOUS, null, claimedName);
    }

    /** Someone on a channel such as Telegram. */
    public static AuditActor sender(String id, String name) {
        return new AuditActor(Kind.SENDER, id, name);
    }

    /** An agent acting in a task. */
    public static AuditActor agent(String id, String name) {
        return new AuditActor(Kind.AGENT, id, name);
    }

    /** The holder of the host's break-glass token. */
    public static AuditActor breakGlass() {
        return new AuditActor(Kind.BREAK_GLASS, "break-glass", null);
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", kind.name().toLowerCase(Locale.ROOT));
        json.put("id", id);
        json.put("name", name);
        return json;
    }
}
