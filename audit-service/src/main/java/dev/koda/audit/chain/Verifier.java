package dev.koda.audit.chain;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowIterator;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.koda.audit.trail.AuditRecords;
import dev.koda.audit.trail.AuditRecords.Span;
import dev.koda.audit.trail.RecordFilter;
import dev.koda.platform.problem.Problem;

/**
 * Checks stretches of the chain, page by page in constant memory. At most two checks run at a time; a third is
 * answered with 429, since each reads and hashes all its records.
 */
@ApplicationScoped
public class Verifier {
    private static final int PAGE = 1_000;
    private static final int MOST = 2;
    private static final Instant EVER = Instant.parse("9999-01-01T00:00:00Z");

    /** The hash before a position: the predecessor's, an anchor's where that was dropped, else that of the beginning. */
    private static final String PREVIOUS = """
            SELECT hash FROM records WHERE position = $1
            UNION ALL SELECT hash FROM chain_anchors WHERE position = $1
            UNION ALL SELECT decode(repeat('00', 32), 'hex') WHERE $1 = 0
            LIMIT 1""";

    private final Chain chain;
    private final AuditRecords records;
    private final ChainHeads heads;
    private final Pool pool;
    private final AtomicInteger running = new AtomicInteger();

    Verifier(Chain chain, AuditRecords records, ChainHeads heads, Pool pool) {
        this.chain = chain;
        this.records = records;
        this.heads = heads;
        this.pool = pool;
    }

    /** Checks what was recorded from the first moment (inclusive) to the second (exclusive); null is without end. */
    Uni<Verification> verify(Instant from, Instant to) {
        if (running.incrementAndGet() > MOST) {
            running.decrementAndGet();
            throw Problem.tooManyRequests(
                    "audit_verify_busy",
                    "Two checks of the chain are running; try again later.",
                    Duration.ofSeconds(5));
        }
        return heads.current()
                .chain(head -> span(from, to, head).chain(span -> check(span, head, to == null)))
                .onTermination()
                .invoke(running::decrementAndGet);
    }

    /** Checks the last records of the chain, at most so many. */
    public Uni<Verification> verifyLast(int count) {
        return heads.current().chain(head -> {
            long first = Math.max(1, head.height() - count + 1);
            return check(Optional.of(new Span(first, head.height())), head, true);
        });
    }

    /** Without an end, the chain is checked up to its head, so that records missing at the end are found. */
    private Uni<Optional<Span>> span(Instant from, Instant to, ChainHead head) {
        return records.span(from == null ? Instant.EPOCH : from, to == null ? EVER : to)
                .map(found -> found.map(span -> to == null ? new Span(span.first(), head.height()) : span));
    }

    private Uni<Verification> check(Optional<Span> span, ChainHead head, boolean toHead) {
        if (span.isEmpty() || span.get().last() < span.get().first()) {
            return Uni.createFrom().item(new Walk(chain, 1, 0, head.hash()).result());
        }
        long first = span.get().first();
        return previous(first - 1)
                .map(hash -> new Walk(chain, first, span.get().last(), hash))
                .chain(this::walk)
                .map(found -> toHead ? withHead(found, head) : found);
    }

    private Uni<Verification> walk(Walk walk) {
        return Multi.createBy()
                .repeating()
                .uni(() -> step(walk))
                .whilst(Walk::goesOn)
                .collect()
                .last()
                .map(Walk::result);
    }

    private Uni<Walk> step(Walk walk) {
        return records.between(walk.position(), walk.last(), RecordFilter.ALL, PAGE)
                .map(page -> {
                    walk.take(page);
                    return walk;
                });
    }

    private static Verification withHead(Verification found, ChainHead head) {
        boolean fits = found.head().equals(HexFormat.of().formatHex(head.hash()));
        return found.isIntact() && !fits ? found.brokenAtHead() : found;
    }

    private Uni<byte[]> previous(long position) {
        return pool.preparedQuery(PREVIOUS).execute(Tuple.of(position)).map(Verifier::hash);
    }

    /** Where the predecessor is gone without an anchor, no hash fits, which is what the check should say. */
    private static byte[] hash(RowSet<Row> rows) {
        RowIterator<Row> found = rows.iterator();
        return found.hasNext() ? found.next().getBuffer(0).getBytes() : new byte[0];
    }
}
