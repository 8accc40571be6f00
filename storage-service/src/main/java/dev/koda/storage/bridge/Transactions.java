package dev.koda.storage.bridge;

import java.time.Duration;
import java.util.function.Supplier;

import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;

/**
 * The one way from a virtual thread to Hibernate Reactive: runs the work on an event loop and waits for it.
 *
 * <p>Uploads and downloads read best as a story on a virtual thread, the database is reactive; here they meet. Never
 * called from an event loop.
 */
public final class Transactions {
    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    private Transactions() {}

    /** The result of the work; its failure as it is, or an {@link IllegalStateException} when that is checked. */
    public static <T> T await(Supplier<Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(
                    () -> work.get().ifNoItem().after(TIMEOUT).fail());
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable checked) {
            throw new IllegalStateException(checked);
        }
    }
}
