package dev.koda.provider.budget;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.inject.Singleton;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.mutiny.sqlclient.Pool;
import org.jboss.logging.Logger;

import dev.koda.platform.outbox.AuditEntry;
import dev.koda.platform.outbox.Outbox;
import dev.koda.platform.outbox.OutboxEvent;
import dev.koda.platform.outbox.Topic;

/** Tells the audit and the other services that a budget refused a call; once a minute for a budget, however many call. */
@Singleton
class Exhaustion {

    private static final Logger LOG = Logger.getLogger(Exhaustion.class);
    private static final String CE_TYPE = "dev.koda.provider.budget.exhausted.v1";
    private static final Duration QUIET = Duration.ofMinutes(1);
    private static final int MOST_BUDGETS = 10_000;

    private final Pool pool;
    private final Outbox outbox;
    private final Clock clock;
    private final Cache<String, Instant> told = Caffeine.newBuilder()
            .maximumSize(MOST_BUDGETS)
            .expireAfterWrite(QUIET)
            .build();

    Exhaustion(Pool pool, Outbox outbox, Clock clock) {
        this.pool = pool;
        this.outbox = outbox;
        this.clock = clock;
    }

    void tell(BudgetExhausted exhausted) {
        Instant now = clock.instant();
        if (told.asMap().putIfAbsent(exhausted.key(), now) != null) {
            return;
        }
        Map<String, Object> body = new LinkedHashMap<>(exhausted.facts());
        body.put("refused_at", now);
        String scope = String.valueOf(body.get("scope"));
        AuditEntry audit = AuditEntry.of("budget.exhausted")
                .outcome(AuditEntry.Outcome.DENIED)
                .target("budget", exhausted.key());
        exhausted.facts().forEach(audit::detail);
        List<OutboxEvent> events =
                List.of(new OutboxEvent(Topic.PROVIDER_CONNECTION, scope, CE_TYPE, body), audit.event(scope));
        pool.withTransaction(transaction -> outbox.record(transaction, events))
                .invoke(outbox::wake)
                .subscribe()
                .with(
                        done -> LOG.debug("exhaustion told"),
                        failure -> LOG.warnf("exhaustion not told: %s", failure.toString()));
    }
}
