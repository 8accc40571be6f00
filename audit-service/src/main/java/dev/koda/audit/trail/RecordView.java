package dev.koda.audit.trail;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonRawValue;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A record on the wire, in lists, in the live tail and, with its seal, in exports.
 *
 * @param details the canonical text as it stands in the database, written unparsed
 * @param erased true once its personal data was erased; its payload is then absent
 */
public record RecordView(
        UUID id,
        long position,
        Instant time,
        Instant recordedAt,
        String type,
        String outcome,
        String source,
        ActorView actor,
        String address,
        String userAgent,
        TargetView target,
        String traceId,
        String taskId,
        @JsonRawValue @Schema(type = SchemaType.OBJECT) String details,
        List<String> redacted,
        Boolean erased,
        SealView seal) {

    /** The record without its seal. */
    public static RecordView of(AuditRecord record) {
        return view(record, null);
    }

    /** The record with what a verifier needs. */
    public static RecordView sealed(AuditRecord record) {
        return view(record, SealView.of(record.seal()));
    }

    private static RecordView view(AuditRecord record, SealView seal) {
        Entry entry = record.entry();
        return new RecordView(
                entry.id(),
                record.position(),
                entry.time(),
                record.recordedAt(),
                entry.type(),
                entry.outcome().word(),
                entry.source(),
                ActorView.of(entry.actor()),
                entry.address(),
                entry.userAgent(),
                TargetView.of(entry.target()),
                entry.traceId(),
                entry.taskId(),
                entry.details(),
                entry.redacted(),
                record.erasedAt() == null ? null : Boolean.TRUE,
                seal);
    }
}
