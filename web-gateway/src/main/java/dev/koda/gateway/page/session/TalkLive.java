package dev.koda.gateway.page.session;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;

import jakarta.inject.Singleton;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.client.SseEvent;

import dev.koda.gateway.client.runtime.TaskEventsApi;

/**
 * Draws the running turn of a conversation as its tokens come. Tokens of one beat are joined; a new message id begins the text
 * anew, so that what was withdrawn at a provider switch is not shown twice.
 */
@Singleton
class TalkLive {
    private static final Duration BEAT = Duration.ofMillis(250);
    private static final String OVER = "done";

    private final TaskEventsApi events;
    private final Sse sse;
    private final ObjectMapper json;

    TalkLive(@RestClient TaskEventsApi events, Sse sse, ObjectMapper json) {
        this.events = events;
        this.sse = sse;
        this.json = json;
    }

    private record Said(String message, String text, boolean over) {
        static final Said NOTHING = new Said("", "", false);
    }

    Multi<OutboundSseEvent> of(String task, Function<String, Uni<TemplateInstance>> draw) {
        return events.events(task, null)
                .group()
                .intoLists()
                .every(BEAT)
                .onOverflow()
                .drop()
                .filter(seen -> !seen.isEmpty())
                .onItem()
                .scan(() -> Said.NOTHING, this::joined)
                .skip()
                .first()
                .onItem()
                .transformToMultiAndConcatenate(said -> drawn(said, draw));
    }

    private Multi<OutboundSseEvent> drawn(Said said, Function<String, Uni<TemplateInstance>> draw) {
        Multi<OutboundSseEvent> turn = draw.apply(said.text())
                .chain(TemplateInstance::createUni)
                .map(html -> named("turn", html))
                .toMulti();
        return said.over()
                ? Multi.createBy()
                        .concatenating()
                        .streams(turn, Multi.createFrom().item(named(OVER, "over")))
                : turn;
    }

    private OutboundSseEvent named(String name, String html) {
        return sse.newEventBuilder().name(name).data(String.class, html).build();
    }

    private Said joined(Said before, List<SseEvent<String>> seen) {
        Said said = before;
        for (SseEvent<String> event : seen) {
            if ("token".equals(event.name())) {
                said = with(said, read(event.data()));
            } else if (OVER.equals(event.name())) {
                said = new Said(said.message(), said.text(), true);
            }
        }
        return said;
    }

    private static Said with(Said said, JsonNode token) {
        String message = token.path("message_id").asText("");
        String text = token.path("text").asText("");
        return message.equals(said.message())
                ? new Said(message, said.text() + text, said.over())
                : new Said(message, text, said.over());
    }

    private JsonNode read(String data) {
        try {
            return json.readTree(data);
        } catch (JsonProcessingException foreign) {
            throw new IllegalStateException("the runtime sent a token that is none", foreign);
        }
    }
}
