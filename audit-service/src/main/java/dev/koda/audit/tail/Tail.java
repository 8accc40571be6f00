package dev.koda.audit.tail;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

import dev.koda.audit.AuditConfig;
import dev.koda.audit.chain.ChainHead;
import dev.koda.audit.chain.ChainHeads;
import dev.koda.audit.trail.AuditRecord;
import dev.koda.audit.trail.AuditRecords;
import dev.koda.audit.trail.RecordFilter;
import dev.koda.platform.problem.Problem;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

/**
 * Follows the chain: batches of records in its order, an empty batch at the beginning and after 15 s without any.
 *
 * <p>Positions become visible in order, so what is behind the height seen is complete, whichever replica wrote it.
 * Each tail asks for more only when its client has taken what it was given; a slow one holds one batch.
 */
@ApplicationScoped
class Tail {
    private static final int BATCH = 200;
    private static final int LOOK_EVERY_MS = 300;
    private static final int QUIET_LOOKS = 15_000 / LOOK_EVERY_MS;

    private final AuditRecords records;
    private final ChainHeads heads;
    private final int most;
    private final AtomicInteger open;

    Tail(AuditRecords records, ChainHeads heads, AuditConfig config, MeterRegistry metrics) {
        this.records = records;
        this.heads = heads;
        this.most = config.maxTails();
        this.open = metrics.gauge("koda_audit_tails", new AtomicInteger());
    }

    /**
     * Follows from behind the position, or from now on when it is negative; ends only by cancellation or failure. An empty
     * batch comes first, as soon as it is known where the tail begins: what is recorded after it is never missed.
     */
    Multi<List<AuditRecord>> follow(long position, RecordFilter filter) {
        if (open.incrementAndGet() > most) {
            open.decrementAndGet();
            throw Problem.unavailable(
                    "audit_tails_exhausted", "Too many live tails are open; close one or try later.", ofSeconds(10));
        }
        return start(position)
                .toMulti()
                .onItem()
                .transformToMultiAndConcatenate(start -> Multi.createBy()
                        .concatenating()
                        .streams(Multi.createFrom().item(List.of()), batches(new Follower(start), filter)))
                .onTermination()
                .invoke(open::decrementAndGet);
    }

    private Uni<Long> start(long position) {
        return position >= 0 ? Uni.createFrom().item(position) : heads.current().map(ChainHead::height);
    }

    private Multi<List<AuditRecord>> batches(Follower follower, RecordFilter filter) {
        return Multi.createBy().repeating().uni(() -> next(follower, filter)).indefinitely();
    }

    private Uni<List<AuditRecord>> next(Follower follower, RecordFilter filter) {
        return heads.current()
                .chain(head -> head.height() > follower.position.get()
                        ? read(follower, head.height(), filter)
                        : pause(follower, filter));
    }

    private Uni<List<AuditRecord>> read(Follower follower, long height, RecordFilter filter) {
        return records.between(follower.position.get(), height, filter, BATCH).chain(batch -> {
            follower.position.set(
                    batch.size() < BATCH ? height : batch.getLast().position());
            return batch.isEmpty() ? pause(follower, filter) : follower.took(batch);
        });
    }

    private Uni<List<AuditRecord>> pause(Follower follower, RecordFilter filter) {
        if (follower.quietLooks.incrementAndGet() >= QUIET_LOOKS) {
            return follower.took(List.of());
        }
        return Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(ofMillis(LOOK_EVERY_MS))
                .chain(() -> next(follower, filter));
    }

    /** How far one client is. Its steps never overlap but may run on different threads. */
    private static final class Follower {
        private final AtomicLong position;
        private final AtomicInteger quietLooks = new AtomicInteger();

        Follower(long position) {
            this.position = new AtomicLong(position);
        }

        Uni<List<AuditRecord>> took(List<AuditRecord> batch) {
            quietLooks.set(0);
            return Uni.createFrom().item(batch);
        }
    }
}
