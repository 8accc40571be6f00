package dev.koda.gateway.client.audit;

import java.time.Instant;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.qute.TemplateData;

import dev.koda.gateway.status.Status;

/** One audit record. */
@TemplateData
public record Entry(
        String id,
        Instant time,
        String type,
        String outcome,
        Actor actor,
        String address,
        String userAgent,
        Target target,
        String traceId,
        String taskId,
        JsonNode details) {

    public Status state() {
        return Status.outcome(outcome);
    }

    public String tone() {
        return "k-" + state().tone();
    }

    public boolean isSecurity() {
        return type != null && type.startsWith("security.");
    }

    /** Who and from where, in one line. */
    public String byWhom() {
        String name = actor == null
                ? ""
                : actor.name() == null ? actor.id() == null ? actor.kind() : actor.id() : actor.name();
        return address == null ? name : name + " from " + address;
    }
}
