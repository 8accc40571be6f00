package dev.koda.gateway.page.task;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

import jakarta.inject.Singleton;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.client.SseEvent;

import dev.koda.gateway.client.runtime.TaskEventsApi;

/**
 * Turns the events of a task into drawn fragments.
 *
 * <p>Events only say that something changed; what is sent is the whole living part, so that a reader who missed some loses nothing
 * and a reconnect needs no memory here. Changes within one beat are drawn once.
 */
@Singleton
class TaskLive {
    /** Four redraws a second: more is not seen, and moves what is read. */
    private static final Duration BEAT = Duration.ofMillis(250);

    private static final String CHANGED = "trace";
    private static final String OVER = "done";

    private final TaskEventsApi events;
    private final Sse sse;

    TaskLive(@RestClient TaskEventsApi events, Sse sse) {
        this.events = events;
        this.sse = sse;
    }

    /**
     * Ends when the task has ended. A runtime that goes away breaks the stream, so that the reader is told the page is not live and
     * the browser tries again.
     */
    Multi<OutboundSseEvent> of(String id, Supplier<Uni<TemplateInstance>> draw) {
        return events.events(id, null)
                .group()
                .intoLists()
                .every(BEAT)
                .onOverflow()
                .drop()
                .filter(seen -> !seen.isEmpty())
                .onItem()
                .transformToMultiAndConcatenate(seen -> drawn(seen, draw));
    }

    private Multi<OutboundSseEvent> drawn(List<SseEvent<String>> seen, Supplier<Uni<TemplateInstance>> draw) {
        Multi<OutboundSseEvent> change =
                fragment(draw).map(html -> named(CHANGED, html)).toMulti();
        boolean over = seen.stream().anyMatch(event -> OVER.equals(event.name()));
        return over
                ? Multi.createBy()
                        .concatenating()
                        .streams(change, Multi.createFrom().item(named(OVER, "over")))
                : change;
    }

    private static Uni<String> fragment(Supplier<Uni<TemplateInstance>> draw) {
        return draw.get().chain(TemplateInstance::createUni);
    }

    private OutboundSseEvent named(String name, String html) {
        return sse.newEventBuilder().name(name).data(String.class, html).build();
    }
}
