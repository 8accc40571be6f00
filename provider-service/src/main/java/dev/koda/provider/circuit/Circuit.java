package dev.koda.provider.circuit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

import jakarta.enterprise.util.TypeLiteral;

import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.CustomBackoffStrategy;
import io.smallrye.faulttolerance.api.TypedGuard;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

import dev.koda.provider.failure.Action;
import dev.koda.provider.failure.Failure;
import dev.koda.provider.failure.VendorFailure;
import dev.koda.provider.prompt.Finish;

/**
 * What stands between callers and one connection: a bound on concurrent calls, a circuit breaker, and a bounded retry
 * that honours {@code Retry-After}. Retries happen only while nothing was shown; the failure itself says so.
 */
final class Circuit {

    /** Attempts of one call: the first and two more. */
    private static final int RETRIES = 2;

    /** Calls the breaker looks back on. */
    private static final int VOLUME = 10;

    private static final double RATIO = 0.5;

    /** How long an open circuit stays open before a call may try. */
    static final Duration DELAY = Duration.ofSeconds(30);

    private static final Duration LEAST_REST = Duration.ofSeconds(1);

    /** The first wait of a retry without a word of the vendor; doubled each time, jittered by as much again. */
    private static final long BACKOFF_MS = 200;

    /** The longest {@code Retry-After} that is waited for here; a longer one is for the caller to act on. */
    private static final long LONGEST_WAIT_MS = 5_000;

    private final Clock clock;
    private final Tally tally = new Tally();
    private final TypedGuard<Uni<Finish>> guard;
    private final BiConsumer<CircuitState, Circuit> changed;
    private volatile CircuitState state = CircuitState.CLOSED;
    private volatile Instant openedAt;

    Circuit(int concurrency, Clock clock, BiConsumer<CircuitState, Circuit> changed) {
        this.clock = clock;
        this.changed = changed;
        this.guard = TypedGuard.create(new TypeLiteral<Uni<Finish>>() {})
                .withBulkhead()
                .limit(concurrency)
                .queueSize(concurrency)
                .done()
                .withCircuitBreaker()
                .requestVolumeThreshold(VOLUME)
                .failureRatio(RATIO)
                .delay(DELAY.toMillis(), ChronoUnit.MILLIS)
                .when(Circuit::isSick)
                .onStateChange(this::change)
                .done()
                .withRetry()
                .maxRetries(RETRIES)
                .maxDuration(LONGEST_WAIT_MS * (RETRIES + 1) + 600_000, ChronoUnit.MILLIS)
                .whenException(Circuit::mayRetry)
                .withCustomBackoff()
                .strategy(Backoff::new)
                .done()
                .done()
                .build();
    }

    /** Makes a call, perhaps several times; fails with {@link VendorFailure} and nothing else of the vendor's. */
    Uni<Finish> call(Supplier<Uni<Finish>> attempt) {
        return guard.get(() -> counted(attempt)).onFailure().transform(this::named);
    }

    /** In the words of this service; nothing that failed here is to be tried again here. */
    private Throwable named(Throwable thrown) {
        return switch (thrown) {
            case VendorFailure failure -> failure.settled();
            case CircuitBreakerOpenException open ->
                VendorFailure.refused(
                        Failure.UNREACHABLE, "circuit_open", "The circuit is open after repeated failures.", rest());
            case BulkheadException full ->
                VendorFailure.transport(
                                Failure.OVERLOADED,
                                "concurrency",
                                "The connection's limit of concurrent calls is reached.")
                        .settled();
            default -> thrown;
        };
    }

    /** Until a call may try again; a second at least, also while another call is trying. */
    private Duration rest() {
        Instant opened = openedAt;
        Duration rest = opened == null ? DELAY : Duration.between(clock.instant(), opened.plus(DELAY));
        return rest.compareTo(LEAST_REST) < 0 ? LEAST_REST : rest;
    }

    /** Whether calls are refused now. */
    boolean open() {
        return state == CircuitState.OPEN && clock.instant().isBefore(openedAt.plus(DELAY));
    }

    CircuitView view() {
        long now = clock.instant().getEpochSecond();
        CircuitState shown = state == CircuitState.OPEN && !open() ? CircuitState.HALF_OPEN : state;
        Instant opened = state == CircuitState.CLOSED ? null : openedAt;
        return new CircuitView(
                shown,
                opened,
                opened == null ? null : opened.plus(DELAY),
                tally.failures(now),
                tally.calls(now),
                Tally.WINDOW_SECONDS);
    }

    private Uni<Finish> counted(Supplier<Uni<Finish>> attempt) {
        return attempt.get()
                .onTermination()
                .invoke((finish, failure, cancelled) ->
                        tally.count(clock.instant().getEpochSecond(), failure != null && isSick(failure)));
    }

    private void change(CircuitBreakerState next) {
        CircuitState to =
                switch (next) {
                    case CLOSED -> CircuitState.CLOSED;
                    case OPEN -> CircuitState.OPEN;
                    case HALF_OPEN -> CircuitState.HALF_OPEN;
                };
        if (to == CircuitState.OPEN) {
            openedAt = clock.instant();
        }
        state = to;
        changed.accept(to, this);
    }

    private static boolean isSick(Throwable thrown) {
        return thrown instanceof VendorFailure failure && failure.failure().sick();
    }

    private static boolean mayRetry(Throwable thrown) {
        return thrown instanceof VendorFailure failure
                && failure.action() == Action.RETRY
                && failure.retryAfter().map(Duration::toMillis).orElse(0L) <= LONGEST_WAIT_MS;
    }

    /** The vendor's own wait where it named one, else doubling with full jitter. */
    private static final class Backoff implements CustomBackoffStrategy {
        private long next = BACKOFF_MS;

        @Override
        public long nextDelayInMillis(Throwable thrown) {
            long own = next + ThreadLocalRandom.current().nextLong(next);
            next *= 2;
            return thrown instanceof VendorFailure failure
                    ? failure.retryAfter().map(Duration::toMillis).orElse(own)
                    : own;
        }
    }
}
