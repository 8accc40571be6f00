package dev.koda.auth.doctor;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.health.api.HealthGroup;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import org.eclipse.microprofile.health.HealthCheckResponse;

import dev.koda.platform.doctor.Check;
import dev.koda.platform.doctor.Gate;

/** The service's own role reads and may change the operators. */
@HealthGroup("doctor")
@ApplicationScoped
class DatabaseCheck implements AsyncHealthCheck {

    private static final String ID = "auth.database";
    private static final String QUERY =
            "SELECT count(*) AS operators, has_table_privilege('operator', 'INSERT,UPDATE,DELETE') AS enough FROM operator";

    private final Pool pool;

    DatabaseCheck(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Timed.answer(
                ID,
                pool.query(QUERY)
                        .execute()
                        .map(rows -> rows.iterator().next())
                        .map(row -> check(row.getLong("operators"), row.getBoolean("enough"))));
    }

    private static Check check(long operators, boolean enough) {
        var draft = Timed.draft(ID).gates(Gate.SERVE, Gate.UPDATE).evidence("operators", operators);
        return enough
                ? draft.pass("the database answers and the service has its rights there")
                : draft.fail(
                        "the service's role may not write its tables",
                        "restart auth-service: it grants its role what it needs at boot");
    }
}
