package dev.koda.storage.doctor;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.health.api.HealthGroup;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import org.eclipse.microprofile.health.HealthCheckResponse;

import dev.koda.platform.doctor.Check;
import dev.koda.platform.doctor.CheckDraft;
import dev.koda.platform.doctor.Gate;
import dev.koda.storage.StorageConfig;

/** Artifacts use less than four fifths of what they may. */
@HealthGroup("doctor")
@ApplicationScoped
class QuotaCheck implements AsyncHealthCheck {
    private static final String ID = "storage.quota";
    private static final int WARN_PERCENT = 80;
    private static final String USED = """
            SELECT coalesce(sum(bytes), 0)::bigint AS total, coalesce(max(bytes) FILTER (WHERE agent_id IS NOT NULL), 0)::bigint
                   AS largest
              FROM (SELECT agent_id, sum(size_bytes) AS bytes FROM artifact_manifests GROUP BY agent_id) AS agents""";

    private final Pool pool;
    private final StorageConfig config;

    QuotaCheck(Pool pool, StorageConfig config) {
        this.pool = pool;
        this.config = config;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        if (config.artifactQuotaBytesTotal() == 0 && config.artifactQuotaBytesPerAgent() == 0) {
            return Timed.answer(
                    ID, "", Uni.createFrom().item(() -> Timed.draft(ID).pass("no quota is set")));
        }
        return Timed.answer(
                ID,
                "run: koda doctor --only storage.postgres",
                pool.query(USED).execute().map(rows -> check(rows.iterator().next())));
    }

    private Check check(Row row) {
        long total = percent(row.getLong("total"), config.artifactQuotaBytesTotal());
        long agent = percent(row.getLong("largest"), config.artifactQuotaBytesPerAgent());
        CheckDraft draft = Timed.draft(ID)
                .gates(Gate.SERVE)
                .evidence("total_percent", total)
                .evidence("largest_agent_percent", agent);
        if (Math.max(total, agent) < WARN_PERCENT) {
            return draft.pass("artifacts use " + Math.max(total, agent) + " % of their quota");
        }
        String setting = total >= agent ? "ARTIFACT_QUOTA_BYTES_TOTAL" : "ARTIFACT_QUOTA_BYTES_PER_AGENT";
        return draft.warn(
                "artifacts use " + Math.max(total, agent) + " % of their quota; at 100 % uploads are refused",
                "run: koda storage purge, or raise " + setting);
    }

    private static long percent(long used, long quota) {
        return quota == 0 ? 0 : Math.round(100.0 * used / quota);
    }
}
