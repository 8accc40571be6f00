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
 * and a reconnect needs no memory here. Changes within one beat are drawn once; while one is drawn only the latest is kept, which
 * is the end when there is one.
 */
@Singleton
class TaskLive {
    /** Four redraws a second: more is not seen, and moves what is read. */
    private static final Duration BEAT = Duration.ofMillis(250);

    /** A long trace is redrawn more slowly: there is more of it to move, and most of it is over. */
    private static final Duration LONG_BEAT = Duration.ofSeconds(1);

    private static final String CHANGED = "trace";
    private static final String OVER = "done";

    private final TaskEventsApi events;
    private final Sse sse;

    TaskLive(@RestClient TaskEventsApi events, Sse sse) {
        this.events = events;
        this.sse = sse;
    }

    /** The living part as it is now. */
    record Picture(TemplateInstance html, boolean isLong) {}

    /**
     * Ends when the task has ended. A runtime that goes away breaks the stream, so that the reader is told the page is not live and
     * the browser tries again.
     */
    Multi<OutboundSseEvent> of(String id, String after, Supplier<Uni<Picture>> draw) {
        return events.events(id, after)
                .group()
                .intoLists()
                .every(BEAT)
                .filter(seen -> !seen.isEmpty())
                .onOverflow()
                .dropPreviousItems()
                .onItem()
                .transformToMultiAndConcatenate(seen -> drawn(seen, draw));
    }

    private Multi<OutboundSseEvent> drawn(List<SseEvent<String>> seen, Supplier<Uni<Picture>> draw) {
        Multi<OutboundSseEvent> change = draw.get().toMulti().onItem().transformToMultiAndConcatenate(this::shown);
        boolean over = seen.stream().anyMatch(event -> OVER.equals(event.name()));
        return over
                ? Multi.createBy()
                        .concatenating()
                        .streams(change, Multi.createFrom().item(named(OVER, "over")))
                : change;
    }

    private Multi<OutboundSseEvent> shown(Picture picture) {
        Duration rest = picture.isLong() ? LONG_BEAT : Duration.ZERO;
        return picture.html()
                .createUni()
                .map(html -> named(CHANGED, html))
                .toMulti()
                .onCompletion()
                .call(() -> rest.isZero()
                        ? Uni.createFrom().voidItem()
                        : Uni.createFrom().voidItem().onItem().delayIt().by(rest));
    }

    private OutboundSseEvent named(String name, String html) {
        return sse.newEventBuilder().name(name).data(String.class, html).build();
    }
}
