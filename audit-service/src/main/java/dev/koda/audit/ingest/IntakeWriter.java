package dev.koda.audit.ingest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;

import dev.koda.audit.chain.Chain;
import dev.koda.audit.chain.ChainHead;
import dev.koda.audit.chain.ChainHeads;
import dev.koda.audit.trail.AuditRecord;
import dev.koda.audit.trail.Entry;
import dev.koda.audit.trail.RecordRows;
import dev.koda.audit.unreadable.UnreadableMessages;

/**
 * Writes an intake: rows, chain and consumer position in one transaction.
 *
 * <p>The lock on the chain's head is taken first, so writers of all replicas take turns and positions become visible
 * in order. An id seen before is counted and not written again.
 */
@ApplicationScoped
class IntakeWriter {
    private final Pool pool;
    private final Positions positions;
    private final ChainHeads heads;
    private final Chain chain;
    private final RecordRows rows;
    private final UnreadableMessages unreadable;

    IntakeWriter(
            Pool pool,
            Positions positions,
            ChainHeads heads,
            Chain chain,
            RecordRows rows,
            UnreadableMessages unreadable) {
        this.pool = pool;
        this.positions = positions;
        this.heads = heads;
        this.chain = chain;
        this.rows = rows;
        this.unreadable = unreadable;
    }

    /** What was written once the transaction is committed; fails whole, with {@link PositionMoved} when taken over. */
    Uni<Written> write(Intake intake) {
        return pool.withTransaction(connection -> heads.lock(connection)
                .call(() -> positions.move(connection, intake))
                .call(() -> unreadable.insert(connection, intake.unreadable()))
                .chain(head -> append(connection, head, intake.entries())));
    }

    private Uni<Written> append(SqlClient connection, ChainHead head, List<Entry> entries) {
        Map<UUID, Entry> once = new LinkedHashMap<>();
        entries.forEach(entry -> once.putIfAbsent(entry.id(), entry));
        if (once.isEmpty()) {
            return Uni.createFrom().item(new Written(0, 0, head.height()));
        }
        ChainHead present = heads.notBefore(head);
        return rows.claimIds(connection, once.keySet(), present.recordedAt())
                .map(fresh -> chain.append(present, unseen(once, fresh)))
                .call(records -> insert(connection, records))
                .map(records ->
                        new Written(records.size(), entries.size() - records.size(), head.height() + records.size()));
    }

    private Uni<Void> insert(SqlClient connection, List<AuditRecord> records) {
        if (records.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return rows.insert(connection, records).chain(() -> heads.advance(connection, records.getLast()));
    }

    private static List<Entry> unseen(Map<UUID, Entry> once, Set<UUID> fresh) {
        return once.values().stream()
                .filter(entry -> fresh.contains(entry.id()))
                .toList();
    }
}
