package dev.koda.provider.completion;

import java.util.function.Consumer;
import java.util.function.Predicate;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;

/**
 * Takes an answer over from the REST layer. Until its first event a failure is for that layer to tell. From then on the
 * response is the stream's alone, and what the layer holds of the request may go: the item it waits for never comes. Of a
 * stream that stays open that is a fifth of all it holds.
 */
public final class Handover implements EventStream.Watcher {

    private final EventStream events;

    /** Null from the first event on. */
    private UniEmitter<?> rest;

    private Cancellable answer;

    private Handover(EventStream events, UniEmitter<?> rest) {
        this.events = events;
        this.rest = rest;
    }

    /**
     * What a resource returns for an answer whose events are written to the stream. A client that goes away cancels the
     * answer.
     *
     * @param done ends the stream
     * @param told tells a failure as an event and ends the stream; false leaves it to the REST layer, before the first event
     */
    public static <T, R> Uni<R> of(EventStream events, Uni<T> answer, Consumer<T> done, Predicate<Throwable> told) {
        return Uni.createFrom().emitter(rest -> new Handover(events, rest).run(answer, done, told));
    }

    private <T> void run(Uni<T> work, Consumer<T> done, Predicate<Throwable> told) {
        events.watch(this);
        rest.onTermination(this::gone);
        answer = work.subscribe().with(done, failure -> failed(failure, told));
    }

    private void failed(Throwable failure, Predicate<Throwable> told) {
        if (!told.test(failure)) {
            events.abandon();
            rest.fail(failure);
        }
    }

    @Override
    public void begun() {
        rest = null;
    }

    @Override
    public void gone() {
        if (!events.over()) {
            events.abandon();
            answer.cancel();
        }
    }
}
