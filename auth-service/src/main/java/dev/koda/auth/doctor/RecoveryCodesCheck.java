package dev.koda.auth.doctor;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.health.api.HealthGroup;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import org.eclipse.microprofile.health.HealthCheckResponse;

import dev.koda.platform.doctor.Check;

/** Every owner has recovery codes left. */
@HealthGroup("doctor")
@ApplicationScoped
class RecoveryCodesCheck implements AsyncHealthCheck {

    private static final String ID = "auth.recovery_codes";

    /** auth.md: Settings warns at three or fewer. */
    private static final int FEW = 3;

    private static final String FEWEST = """
            SELECT min((SELECT count(*) FROM recovery_code c WHERE c.operator_id = o.id)) AS fewest
            FROM operator o WHERE o.role = 'OWNER' AND o.status = 'ACTIVE'
            """;

    private final Pool pool;

    RecoveryCodesCheck(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Timed.answer(
                ID,
                pool.query(FEWEST)
                        .execute()
                        .map(rows -> check(rows.iterator().next().getLong("fewest"))));
    }

    private static Check check(Long fewest) {
        if (fewest == null) {
            return Timed.draft(ID).skip("there is no owner yet");
        }
        var draft = Timed.draft(ID).evidence("remaining", fewest);
        return fewest > FEW
                ? draft.pass("owners have recovery codes left")
                : draft.warn(
                        "an owner has " + fewest + " recovery codes left",
                        "sign in and make a new set in Settings > Security");
    }
}
