package dev.koda.storage.sweep;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import dev.koda.platform.outbox.AuditActor;
import dev.koda.storage.artifact.ArtifactPurge;
import dev.koda.storage.bridge.Transactions;
import dev.koda.storage.object.Removals;

/**
 * Drops artifacts that have expired, or are older than asked.
 *
 * <p>Each artifact goes in a transaction of its own and its content follows unless shared, so a purge may be killed at
 * any instant and called again: what is gone stays gone, what is left is found. One call works for at most half a
 * minute and says whether there is more. Blocks; for virtual threads.
 */
@ApplicationScoped
class PurgeService {
    private static final int BATCH = 200;
    private static final Duration SLICE = Duration.ofSeconds(30);

    private final Expired expired;
    private final ArtifactPurge artifacts;
    private final Removals removals;
    private final PurgeAudit audit;
    private final Clock clock;

    PurgeService(Expired expired, ArtifactPurge artifacts, Removals removals, PurgeAudit audit, Clock clock) {
        this.expired = expired;
        this.artifacts = artifacts;
        this.removals = removals;
        this.audit = audit;
        this.clock = clock;
    }

    PurgeReport purge(PurgeRequest request, AuditActor actor) {
        Instant now = clock.instant();
        Instant olderThan = request.olderThan() == null ? null : Cutoff.of(request.olderThan(), now);
        Instant cutoff = olderThan == null ? Instant.EPOCH : olderThan;
        if (request.isDryRun()) {
            Expired.Totals totals = Transactions.await(() -> expired.totals(now, cutoff));
            return new PurgeReport(
                    true,
                    olderThan,
                    totals.artifacts(),
                    totals.objects(),
                    totals.bytesOfArtifacts(),
                    totals.bytesFreed(),
                    true);
        }
        PurgeReport report = remove(now, olderThan, cutoff);
        Transactions.await(() -> audit.record(report, actor));
        return report;
    }

    private PurgeReport remove(Instant now, Instant olderThan, Instant cutoff) {
        Tally tally = new Tally();
        Instant end = now.plus(SLICE);
        List<Expired.Candidate> batch = next(now, cutoff);
        while (!batch.isEmpty() && clock.instant().isBefore(end)) {
            batch.forEach(candidate -> remove(candidate, tally));
            batch = next(now, cutoff);
        }
        return tally.report(olderThan, batch.isEmpty());
    }

    private void remove(Expired.Candidate candidate, Tally tally) {
        if (!Transactions.await(() -> artifacts.purge(candidate.id()))) {
            return;
        }
        tally.artifacts++;
        tally.bytesOfArtifacts += candidate.size();
        if (removals.removeUnreferenced(candidate.sha256())) {
            tally.objects++;
            tally.bytesFreed += candidate.size();
        }
    }

    private List<Expired.Candidate> next(Instant now, Instant cutoff) {
        return Transactions.await(() -> expired.next(now, cutoff, BATCH));
    }

    private static final class Tally {
        private long artifacts;
        private long objects;
        private long bytesOfArtifacts;
        private long bytesFreed;

        PurgeReport report(Instant olderThan, boolean complete) {
            return new PurgeReport(false, olderThan, artifacts, objects, bytesOfArtifacts, bytesFreed, complete);
        }
    }
}
