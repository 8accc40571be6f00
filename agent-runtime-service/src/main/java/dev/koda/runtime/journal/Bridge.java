package dev.koda.runtime.journal;

import java.time.Duration;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;

/**
 * The one crossing from virtual threads, where tasks run, to the event loops, where the database is spoken to.
 *
 * <p>Never called on an event loop. Every crossing ends: the work is cancelled when its time is over.
 */
@ApplicationScoped
public class Bridge {
    /** Longer than any healthy statement; a database away for longer is an error the caller has to deal with. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** A restart of the database takes seconds; within the patience of every crossing. */
    private static final Duration RESTART = Duration.ofSeconds(15);

    /** As {@link #await}, for work that only reads: it is tried again while the database is away. */
    public <T> T read(Supplier<Uni<T>> work) {
        return await(() -> Outage.outlast(Uni.createFrom().deferred(work::get), RESTART));
    }

    /** Waits for the work; its failure is thrown as it came, a timeout as {@link JournalUnavailable}. */
    public <T> T await(Supplier<Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(() -> work.get()
                    .ifNoItem()
                    .after(PATIENCE)
                    .failWith(() -> new JournalUnavailable("no answer within " + PATIENCE, null)));
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable failure) {
            throw new JournalUnavailable("the database could not be reached", failure);
        }
    }
}
