package dev.koda.storage.sweep;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Semaphore;

import jakarta.enterprise.context.ApplicationScoped;

import dev.koda.platform.problem.Problem;
import dev.koda.storage.bridge.Transactions;
import dev.koda.storage.object.Listing;
import dev.koda.storage.object.ObjectKeys;
import dev.koda.storage.object.ObjectStore;
import dev.koda.storage.sweep.KnownObjects.Known;

import static java.time.Duration.ofSeconds;

/** Compares manifests and objects in both directions, and reads a sample back. One at a time; blocks; changes nothing. */
@ApplicationScoped
class StoreAudit {
    private static final int SAMPLE = 20;
    private static final long LARGEST_SAMPLED = 4L * 1024 * 1024;

    private final KnownObjects known;
    private final Listing listing;
    private final ObjectStore store;
    private final ObjectKeys keys;
    private final Clock clock;
    private final Semaphore one = new Semaphore(1);

    StoreAudit(KnownObjects known, Listing listing, ObjectStore store, ObjectKeys keys, Clock clock) {
        this.known = known;
        this.listing = listing;
        this.store = store;
        this.keys = keys;
        this.clock = clock;
    }

    AuditReport run() {
        if (!one.tryAcquire()) {
            throw Problem.tooManyRequests(
                    "storage_audit_running", "A storage audit is running already.", ofSeconds(10));
        }
        try {
            return report(clock.instant());
        } finally {
            one.release();
        }
    }

    private AuditReport report(Instant now) {
        Comparison comparison = new Comparison(known.all(), listing.below(keys.contents()), now);
        comparison.run();
        Findings stale = staleUploads(now);
        List<Known> sample = Transactions.await(() -> known.sample(SAMPLE, LARGEST_SAMPLED));
        Findings mismatches = mismatches(sample);
        boolean consistent = comparison.missing.isEmpty()
                && comparison.wrongSizes.isEmpty()
                && comparison.unreferenced.isEmpty()
                && mismatches.isEmpty();
        return new AuditReport(
                consistent ? "consistent" : "inconsistent",
                now,
                comparison.distribution.objects(),
                comparison.distribution.bytes(),
                comparison.missing.finding(),
                comparison.wrongSizes.finding(),
                comparison.unreferenced.finding(),
                stale.finding(),
                mismatches.finding(),
                sample.size(),
                comparison.distribution.byAge(),
                comparison.distribution.bySize());
    }

    private Findings staleUploads(Instant now) {
        Findings stale = new Findings();
        listing.below(keys.incomings()).forEachRemaining(upload -> {
            if (Comparison.isPastGrace(upload, now)) {
                stale.add(upload.key(), upload.size());
            }
        });
        return stale;
    }

    private Findings mismatches(List<Known> sample) {
        Findings mismatches = new Findings();
        for (Known each : sample) {
            store.open(each.key(), 0, -1).ifPresent(content -> {
                if (!hash(content).equals(each.sha256())) {
                    mismatches.add(each.key(), each.size());
                }
            });
        }
        return mismatches;
    }

    private static String hash(InputStream content) {
        try (DigestInputStream stream = new DigestInputStream(content, MessageDigest.getInstance("SHA-256"))) {
            stream.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(stream.getMessageDigest().digest());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
