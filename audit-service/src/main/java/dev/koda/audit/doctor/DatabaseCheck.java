package dev.koda.audit.doctor;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.health.api.HealthGroup;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import org.eclipse.microprofile.health.HealthCheckResponse;

import dev.koda.platform.doctor.Check;
import dev.koda.platform.doctor.Gate;

/** The service reads and may insert records, and may neither change nor remove any, in whatever partition. */
@HealthGroup("doctor")
@ApplicationScoped
class DatabaseCheck implements AsyncHealthCheck {
    private static final String ID = "audit.database";

    private static final String RIGHTS = """
            SELECT has_table_privilege('records', 'SELECT') AND has_table_privilege('records', 'INSERT') AS enough,
                   (SELECT count(*) FROM (SELECT 'records'::regclass AS relation UNION ALL
                      SELECT inhrelid::regclass FROM pg_inherits WHERE inhparent = 'records'::regclass) AS t
                     WHERE has_table_privilege(relation, 'UPDATE,DELETE,TRUNCATE')) AS changeable,
                   (SELECT count(*) FROM pg_inherits WHERE inhparent = 'records'::regclass) AS partitions,
                   to_regclass('records_' || to_char(now() AT TIME ZONE 'UTC' + interval '1 month', 'YYYY_MM'))
                     IS NOT NULL AS ahead""";

    private final Pool pool;

    DatabaseCheck(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Timed.answer(
                ID,
                pool.query(RIGHTS).execute().map(rows -> check(rows.iterator().next())));
    }

    private static Check check(Row row) {
        var draft = Timed.draft(ID).gates(Gate.SERVE, Gate.UPDATE).evidence("partitions", row.getLong("partitions"));
        if (!row.getBoolean("enough")) {
            return draft.fail(
                    "the service's role may not read or insert audit records",
                    "restart audit-service: it grants its role what it needs at boot");
        }
        if (row.getLong("changeable") > 0) {
            return draft.evidence("changeable", row.getLong("changeable"))
                    .fail(
                            "the service's role may change audit records: they are no longer append-only",
                            "REVOKE UPDATE, DELETE, TRUNCATE on audit.records and its partitions from the role");
        }
        if (!row.getBoolean("ahead")) {
            return draft.warn(
                    "there is no partition for next month yet",
                    "restart audit-service; if it stays, look for 'partitions not maintained' in: koda logs audit");
        }
        return draft.pass("records are readable, append-only, and have partitions ahead");
    }
}
