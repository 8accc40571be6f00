package dev.koda.gateway.client;

import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.smallrye.mutiny.Uni;
import org.jboss.logging.Logger;

/**
 * What one service answered, or why it did not: exactly one of {@code value} and {@code trouble} is set.
 *
 * <p>Pages ask several services at once and each answer fails alone, so that a service that is away costs its card only.
 */
public record Answer<T>(T value, Trouble trouble) {
    private static final Logger LOG = Logger.getLogger(Answer.class);
    /** A page is worth less the longer it takes: what is not here after this is shown as away. */
    private static final Duration PATIENCE = Duration.ofMillis(2500);
    /** For the doctor, which asks everyone and waits for the slowest. */
    public static final Duration SLOW = Duration.ofSeconds(6);

    public static <T> Answer<T> got(T value) {
        return new Answer<>(value, null);
    }

    public static <T> Answer<T> none(Trouble trouble) {
        return new Answer<>(null, trouble);
    }

    /** Never fails. The call is a supplier because a client may already throw while the call is put together. */
    public static <T> Uni<Answer<T>> of(String service, Supplier<Uni<T>> call) {
        return of(service, PATIENCE, call);
    }

    public static <T> Uni<Answer<T>> of(String service, Duration patience, Supplier<Uni<T>> call) {
        return Uni.createFrom()
                .deferred(call::get)
                .ifNoItem()
                .after(patience)
                .fail()
                .map(Answer::got)
                .onFailure()
                .recoverWithItem(failure -> none(explained(service, failure)));
    }

    private static Trouble explained(String service, Throwable failure) {
        if (!(failure instanceof ServiceFailure)) {
            LOG.log(level(failure), "no answer from service=" + service, failure);
        }
        return ServiceFailure.troubleOf(service, failure);
    }

    /** A service that is away is its own alarm; an answer that cannot be read is a broken contract. */
    private static Logger.Level level(Throwable failure) {
        return failure instanceof JsonProcessingException || failure.getCause() instanceof JsonProcessingException
                ? Logger.Level.WARN
                : Logger.Level.DEBUG;
    }

    public boolean ok() {
        return trouble == null;
    }

    public <R> Answer<R> map(Function<? super T, ? extends R> change) {
        return ok() && value != null ? got(change.apply(value)) : none(trouble);
    }

    public T or(T otherwise) {
        return ok() && value != null ? value : otherwise;
    }
}
