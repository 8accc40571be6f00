package dev.koda.provider.verification;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;

import dev.koda.platform.boot.seam.Ids;
import dev.koda.platform.outbox.AuditEntry;
import dev.koda.platform.outbox.Outbox;
import dev.koda.platform.outbox.OutboxEvent;
import dev.koda.platform.outbox.Topic;
import dev.koda.provider.actor.Actor;
import dev.koda.provider.connection.Connection;
import dev.koda.provider.connection.LastVerification;
import dev.koda.provider.connection.Verdict;
import dev.koda.provider.connection.VerificationDesk;

/** Keeps a result: the row, the connection's newest state, the event and the audit entry, in one transaction. */
@Singleton
class VerificationKeeping {

    private final Verifications verifications;
    private final VerificationDesk desk;
    private final Outbox outbox;
    private final Ids ids;

    VerificationKeeping(Verifications verifications, VerificationDesk desk, Outbox outbox, Ids ids) {
        this.verifications = verifications;
        this.desk = desk;
        this.outbox = outbox;
        this.ids = ids;
    }

    UUID newId() {
        return ids.next();
    }

    /** {@code last} is what the connection counts as from now on, which a passing failure does not change. */
    Uni<VerificationResult> keep(Connection connection, VerificationResult result, LastVerification last, Actor actor) {
        String providerId = connection.id();
        return desk.finish(connection, last, transaction -> verifications
                        .insert(transaction, providerId, result)
                        .chain(() -> outbox.record(transaction, events(providerId, result, actor))))
                .invoke(outbox::wake)
                .replaceWith(result);
    }

    private static List<OutboxEvent> events(String providerId, VerificationResult result, Actor actor) {
        String verb = result.verdict() == Verdict.USABLE ? "verified" : "failed";
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("provider_id", providerId);
        body.put("verdict", result.verdict());
        body.put("stage", result.stage());
        body.put("http_status", result.httpStatus());
        body.put("cause", result.cause());
        body.put("models", result.models().size());
        body.put("trigger", result.trigger());
        body.put("checked_at", result.checkedAt());
        var event = new OutboxEvent(
                Topic.PROVIDER_CONNECTION, providerId, "dev.koda.provider.connection." + verb + ".v1", body);
        OutboxEvent audit = actor.did("provider.connection." + verb)
                .outcome(verb.equals("verified") ? AuditEntry.Outcome.SUCCESS : AuditEntry.Outcome.FAILURE)
                .target("provider", providerId)
                .detail("verdict", result.verdict().wire())
                .detail("stage", result.stage())
                .detail("cause", result.cause())
                .detail("http_status", result.httpStatus())
                .detail("trigger", result.trigger())
                .event(providerId);
        return List.of(event, audit);
    }
}
