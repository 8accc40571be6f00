package dev.koda.gateway.page.audit;

import java.util.function.Function;

import jakarta.inject.Singleton;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Multi;
import org.jboss.resteasy.reactive.client.SseEvent;

import dev.koda.gateway.client.TolerantJson;
import dev.koda.gateway.client.audit.Entry;

/** Draws the records of a live tail as rows, in order; the trail's position stays the event's id, so a reconnect misses none. */
@Singleton
public class LiveRows {
    private final Sse sse;
    private final ObjectMapper json;

    LiveRows(Sse sse, ObjectMapper json) {
        this.sse = sse;
        this.json = TolerantJson.from(json);
    }

    public Multi<OutboundSseEvent> drawn(Multi<SseEvent<String>> tail, Function<Entry, TemplateInstance> row) {
        return tail.filter(event -> event.data() != null && !event.data().isBlank())
                .onItem()
                .transformToUniAndConcatenate(
                        event -> row.apply(read(event.data())).createUni().map(html -> event(event.id(), html)));
    }

    private OutboundSseEvent event(String id, String html) {
        return sse.newEventBuilder().id(id).name("row").data(String.class, html).build();
    }

    private Entry read(String data) {
        try {
            return json.readValue(data, Entry.class);
        } catch (JsonProcessingException foreign) {
            throw new IllegalStateException("audit-service sent a record that is none", foreign);
        }
    }
}
