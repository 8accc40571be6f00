package dev.koda.provider.completion;

import java.util.function.Consumer;
import java.util.function.Predicate;

import io.quarkus.arc.Arc;
import io.quarkus.arc.InjectableContext;
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

    /** The request scope; the Vert.x context keeps it, and with it the whole request, as long as it is not destroyed. */
    private InjectableContext.ContextState scope;

    private Cancellable answer;

    private Handover(EventStream events, UniEmitter<?> rest) {
        this.events = events;
        this.rest = rest;
        this.scope = Arc.container().requestContext().getStateIfActive();
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
        if (scope != null) {
            Arc.container().requestContext().destroy(scope);
            scope = null;
        }
    }

    @Override
    public void gone() {
        if (!events.over()) {
            events.abandon();
            answer.cancel();
        }
    }
}
