package dev.koda.storage.artifact;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;

import dev.koda.platform.problem.Problem;

/**
 * Bounds what goes on at the same time: a virtual thread is free, the part of eight MiB that an upload holds and the
 * connection that a download holds are not. Who finds no place within ten seconds gets 503.
 * There from the start, so that its figures are.
 */
@Startup
@ApplicationScoped
class Transfers {
    private static final int UPLOADS = 12;
    private static final int DOWNLOADS = 64;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Semaphore uploads = new Semaphore(UPLOADS, true);
    private final Semaphore downloads = new Semaphore(DOWNLOADS, true);
    private final Counter bytesIn;
    private final Counter bytesOut;

    Transfers(MeterRegistry metrics) {
        bytesIn = metrics.counter("koda_storage_artifact_bytes_in");
        bytesOut = metrics.counter("koda_storage_artifact_bytes_out");
        metrics.gauge("koda_storage_uploads", uploads, places -> UPLOADS - places.availablePermits());
        metrics.gauge("koda_storage_downloads", downloads, places -> DOWNLOADS - places.availablePermits());
    }

    Artifact upload(Supplier<Artifact> work) {
        enter(uploads);
        try {
            Artifact kept = work.get();
            bytesIn.increment(kept.sizeBytes());
            return kept;
        } finally {
            uploads.release();
        }
    }

    /** Takes a place for a download; to be given back by {@link #endDownload(long)}. */
    void beginDownload() {
        enter(downloads);
    }

    void endDownload(long bytes) {
        bytesOut.increment(bytes);
        downloads.release();
    }

    private static void enter(Semaphore places) {
        try {
            if (places.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        throw Problem.unavailable(
                "transfers_exhausted", "Too many transfers are under way. Try again.", Duration.ofSeconds(5));
    }
}
