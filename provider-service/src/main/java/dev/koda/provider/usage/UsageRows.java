package dev.koda.provider.usage;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.koda.provider.price.Cost;

/** Writes usage in one statement for many calls, and ends their reservations in the same transaction. */
@Singleton
class UsageRows {

    private static final String INSERT = """
            INSERT INTO usage_record (id, at, provider, model, agent_id, task_id, operator_id, input, cached, output,
                reasoning, cost, currency, price_version, estimated, outcome, request_id, duration_ms)
            SELECT * FROM unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::text[],
                $7::text[], $8::bigint[], $9::bigint[], $10::bigint[], $11::bigint[], $12::numeric[], $13::text[],
                $14::text[], $15::boolean[], $16::text[], $17::text[], $18::bigint[])
            ON CONFLICT (id) DO NOTHING RETURNING id""";

    private static final String SETTLE =
            "SELECT settle_reservations($1::uuid[], $2::numeric[], $3::text[], $4::timestamptz[])";

    private final Pool pool;

    UsageRows(Pool pool) {
        this.pool = pool;
    }

    /** What stands there already was written and settled together by an earlier try whose answer was lost. */
    Uni<Void> write(List<UsageRecord> records) {
        return pool.withTransaction(transaction -> transaction
                .preparedQuery(INSERT)
                .execute(columns(records))
                .chain(fresh -> settle(transaction, records, idsOf(fresh))));
    }

    private static Uni<Void> settle(SqlConnection transaction, List<UsageRecord> records, Set<UUID> fresh) {
        List<UsageRecord> reserved = records.stream()
                .filter(each -> each.reservation().made() && fresh.contains(each.id()))
                .toList();
        if (reserved.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return transaction
                .preparedQuery(SETTLE)
                .execute(Tuple.of(
                        reserved.stream().map(each -> each.reservation().id()).toArray(UUID[]::new),
                        reserved.stream().map(UsageRows::amount).toArray(BigDecimal[]::new),
                        texts(reserved, each -> each.reservation().scopes()),
                        times(reserved)))
                .replaceWithVoid();
    }

    private static Set<UUID> idsOf(RowSet<Row> rows) {
        Set<UUID> ids = new HashSet<>();
        rows.forEach(row -> ids.add(row.getUUID(0)));
        return ids;
    }

    private static BigDecimal amount(UsageRecord each) {
        return each.cost().map(Cost::decimal).orElse(BigDecimal.ZERO);
    }

    private static Tuple columns(List<UsageRecord> records) {
        return Tuple.from(new Object[] {
            records.stream().map(UsageRecord::id).toArray(UUID[]::new),
            times(records),
            texts(records, UsageRecord::provider),
            texts(records, UsageRecord::model),
            texts(records, each -> each.origin().agentId()),
            texts(records, each -> each.origin().taskId()),
            texts(records, each -> each.origin().operatorId()),
            numbers(records, each -> each.tokens().input()),
            numbers(records, each -> each.tokens().cached()),
            numbers(records, each -> each.tokens().output()),
            numbers(records, each -> each.tokens().reasoning()),
            records.stream()
                    .map(each -> each.cost().map(Cost::decimal).orElse(null))
                    .toArray(BigDecimal[]::new),
            texts(records, each -> each.cost().map(Cost::currency).orElse(null)),
            texts(records, UsageRecord::priceVersion),
            records.stream().map(UsageRecord::estimated).toArray(Boolean[]::new),
            texts(records, UsageRecord::outcome),
            texts(records, UsageRecord::requestId),
            numbers(records, UsageRecord::durationMs)
        });
    }

    private static OffsetDateTime[] times(List<UsageRecord> records) {
        return records.stream().map(each -> each.at().atOffset(ZoneOffset.UTC)).toArray(OffsetDateTime[]::new);
    }

    private static String[] texts(List<UsageRecord> records, Function<UsageRecord, String> field) {
        return records.stream().map(field).toArray(String[]::new);
    }

    private static Long[] numbers(List<UsageRecord> records, Function<UsageRecord, Long> field) {
        return records.stream().map(field).toArray(Long[]::new);
    }
}
