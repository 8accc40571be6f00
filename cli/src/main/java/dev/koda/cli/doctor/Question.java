package dev.koda.cli.doctor;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.koda.platform.doctor.Check;

/**
 * Something the doctor asks, on a thread of its own.
 *
 * @param about the check that tells when no answer comes in time
 */
record Question(String about, Callable<List<Check>> asking) {

    /** An answer under way. */
    record Pending(String about, Future<List<Check>> answer) {

        /** The checks, or one warning that they did not come: silence must not look like health. */
        List<Check> by(long endNanos) {
            try {
                return answer.get(Math.max(1, endNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (TimeoutException late) {
                return List.of(Check.of(about)
                        .warn("no answer in time; this host is busy or something hangs", "ask again: koda doctor"));
            } catch (ExecutionException failure) {
                throw new IllegalStateException("a check broke: " + failure.getCause(), failure.getCause());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return List.of();
            }
        }
    }

    Pending ask(ExecutorService executor) {
        return new Pending(about, executor.submit(this::timed));
    }

    private List<Check> timed() throws Exception {
        long start = System.nanoTime();
        List<Check> found = asking.call();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        return found.stream()
                .map(check -> check.durationMs() > 0 ? check : check.took(took))
                .toList();
    }
}
