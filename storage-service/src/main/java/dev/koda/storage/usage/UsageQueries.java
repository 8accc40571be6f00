package dev.koda.storage.usage;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;

import dev.koda.storage.StorageConfig;
import dev.koda.storage.usage.UsageReport.AgentUsage;
import dev.koda.storage.usage.UsageReport.Artifacts;
import dev.koda.storage.usage.UsageReport.TableSize;

/** What the database says of sizes. */
@ApplicationScoped
class UsageQueries {
    private static final String TABLES = """
            SELECT c.oid::regclass::text AS name, greatest(c.reltuples, s.n_live_tup, 0)::bigint AS row_count,
                   pg_total_relation_size(c.oid) AS bytes
              FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
              LEFT JOIN pg_stat_user_tables s ON s.relid = c.oid
             WHERE c.relkind IN ('r', 'm') AND n.nspname = current_schema()
             ORDER BY bytes DESC, name LIMIT 200""";

    private static final String ARTIFACTS = """
            SELECT (SELECT count(*) FROM artifact_manifests),
                   (SELECT coalesce(sum(size_bytes), 0)::bigint FROM artifact_manifests),
                   (SELECT coalesce(sum(size_bytes), 0)::bigint FROM stored_objects)""";

    private static final String AGENTS = """
            SELECT agent_id::text, count(*), sum(size_bytes)::bigint AS bytes
              FROM artifact_manifests GROUP BY agent_id ORDER BY bytes DESC LIMIT 20""";

    private final Pool pool;
    private final StorageConfig config;

    UsageQueries(Pool pool, StorageConfig config) {
        this.pool = pool;
        this.config = config;
    }

    Uni<List<TableSize>> tables() {
        return list(TABLES, row -> new TableSize(row.getString(0), row.getLong(1), row.getLong(2)));
    }

    Uni<Long> databaseBytes() {
        return list("SELECT pg_database_size(current_database())", row -> row.getLong(0))
                .map(List::getFirst);
    }

    Uni<Artifacts> artifacts() {
        return list(
                        ARTIFACTS,
                        row -> new Artifacts(
                                row.getLong(0), row.getLong(1), row.getLong(2), config.artifactQuotaBytesTotal()))
                .map(List::getFirst);
    }

    Uni<List<AgentUsage>> agents() {
        return list(
                AGENTS,
                row -> new AgentUsage(
                        row.getString(0), row.getLong(1), row.getLong(2), config.artifactQuotaBytesPerAgent()));
    }

    private <T> Uni<List<T>> list(String sql, Function<Row, T> read) {
        return pool.query(sql).execute().map(rows -> {
            List<T> found = new ArrayList<>(rows.size());
            rows.forEach(row -> found.add(read.apply(row)));
            return found;
        });
    }
}
