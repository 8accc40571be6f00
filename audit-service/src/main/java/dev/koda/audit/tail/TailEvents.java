package dev.koda.audit.tail;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.koda.audit.trail.AuditRecord;
import dev.koda.audit.trail.RecordView;

/** Server-sent events of records; the id is the record's position. */
@ApplicationScoped
class TailEvents {
    private static final int RECONNECT_MS = 2_000;

    private final ObjectMapper json;

    TailEvents(ObjectMapper json) {
        this.json = json;
    }

    List<OutboundSseEvent> of(Sse sse, List<AuditRecord> records) {
        return records.stream().map(record -> of(sse, record)).toList();
    }

    OutboundSseEvent keepAlive(Sse sse) {
        return sse.newEventBuilder()
                .comment("keep-alive")
                .reconnectDelay(RECONNECT_MS)
                .build();
    }

    private OutboundSseEvent of(Sse sse, AuditRecord record) {
        return sse.newEventBuilder()
                .id(Long.toString(record.position()))
                .name("record")
                .mediaType(MediaType.TEXT_PLAIN_TYPE)
                .data(String.class, text(record))
                .build();
    }

    private String text(AuditRecord record) {
        try {
            return json.writeValueAsString(RecordView.of(record));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a record could not be written", impossible);
        }
    }
}
