package dev.koda.audit.doctor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.health.api.HealthGroup;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.health.HealthCheckResponse;

import dev.koda.audit.ingest.IngestState;
import dev.koda.audit.ingest.Ingestion;
import dev.koda.platform.doctor.Check;
import dev.koda.platform.doctor.CheckDraft;
import dev.koda.platform.doctor.Gate;

/** The consumer lives, gets on, and is not far behind. */
@HealthGroup("doctor")
@ApplicationScoped
class LagCheck implements AsyncHealthCheck {
    private static final String ID = "audit.lag";
    private static final String LOGS =
            "run: koda doctor --only kafka.reachable,storage.postgres, then: koda logs audit";
    private static final long FAR_BEHIND = 10_000;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration ROUND = Duration.ofSeconds(60);

    private final Ingestion ingestion;
    private final IngestState state;
    private final Clock clock;

    LagCheck(Ingestion ingestion, IngestState state, Clock clock) {
        this.ingestion = ingestion;
        this.state = state;
        this.clock = clock;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Timed.answer(ID, Uni.createFrom().item(this::check));
    }

    private Check check() {
        Instant now = clock.instant();
        CheckDraft draft = Timed.draft(ID).gates(Gate.UPDATE).evidence("lag", state.lag());
        if (!ingestion.running()) {
            return draft.fail("the audit consumer does not run", "restart audit-service: koda up");
        }
        var trouble = state.trouble().filter(held -> held.since().plus(PATIENCE).isBefore(now));
        if (trouble.isPresent()) {
            return draft.evidence("reason", trouble.get().reason())
                    .evidence("since", trouble.get().since())
                    .fail("audit entries wait: the consumer does not get on; nothing is lost", LOGS);
        }
        if (state.lastRound().isAfter(Instant.EPOCH)
                && state.lastRound().plus(ROUND).isBefore(now)) {
            return draft.evidence("last_round", state.lastRound())
                    .fail("the audit consumer has not finished a round for a minute", LOGS);
        }
        if (state.lag() > FAR_BEHIND) {
            return draft.warn(state.lag() + " audit entries wait to be recorded", "wait, or add a replica of audit");
        }
        return draft.pass("audit entries are recorded as they come");
    }
}
