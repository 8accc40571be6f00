package dev.koda.provider.failover;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.mutiny.sqlclient.Pool;
import org.jboss.logging.Logger;

import dev.koda.platform.outbox.AuditEntry;
import dev.koda.platform.outbox.Outbox;
import dev.koda.platform.outbox.OutboxEvent;
import dev.koda.platform.outbox.Topic;
import dev.koda.provider.chain.Candidate;

/** Tells the other services, the audit and the metrics that an answer went on with a peer. Never delays the answer. */
@Singleton
class Switches {

    private static final Logger LOG = Logger.getLogger(Switches.class);

    private static final String CE_TYPE = "dev.koda.provider.answer.switched.v1";

    private final Pool pool;
    private final Outbox outbox;
    private final Clock clock;
    private final MeterRegistry meters;

    Switches(Pool pool, Outbox outbox, Clock clock, MeterRegistry meters) {
        this.pool = pool;
        this.outbox = outbox;
        this.clock = clock;
        this.meters = meters;
    }

    void tell(UUID requestId, Attempted broken, Candidate peer, int shownCharacters) {
        String from = broken.candidate().provider();
        meters.counter(
                        "koda_provider_switches_total",
                        "from",
                        from,
                        "to",
                        peer.provider(),
                        "failure",
                        broken.failure().failure().wire())
                .increment();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("request_id", requestId);
        body.put("from_provider", from);
        body.put("from_model", broken.candidate().model());
        body.put("to_provider", peer.provider());
        body.put("to_model", peer.model());
        body.put("failure", broken.failure().failure().wire());
        body.put("shown_characters", shownCharacters);
        body.put("switched_at", clock.instant());
        AuditEntry audit = AuditEntry.of("provider.answer.switched").target("provider", from);
        body.forEach(audit::detail);
        List<OutboxEvent> events =
                List.of(new OutboxEvent(Topic.PROVIDER_CONNECTION, from, CE_TYPE, body), audit.event(from));
        pool.withTransaction(transaction -> outbox.record(transaction, events))
                .invoke(outbox::wake)
                .subscribe()
                .with(
                        done -> LOG.debug("switch told"),
                        failure -> LOG.warnf("switch not told: %s", failure.toString()));
    }
}
