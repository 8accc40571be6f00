package dev.koda.gateway.doctor;

import java.time.Duration;
import java.util.List;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;

import dev.koda.gateway.health.KafkaCluster;
import dev.koda.gateway.health.ObjectStoreAnswer;
import dev.koda.gateway.health.PostgresGreeting;
import dev.koda.platform.doctor.Check;
import dev.koda.platform.doctor.CheckDraft;
import dev.koda.platform.doctor.Gate;
import dev.koda.platform.doctor.Scope;

/**
 * Whether the three stores answer at all, and whether Kafka's readers keep up. The object store is told only when it is
 * away, since storage-service looks closer while it can.
 */
@Singleton
class StoreChecks {
    private static final Duration LONGEST = Duration.ofMillis(2_500);

    private final PostgresGreeting postgres;
    private final KafkaCluster kafka;
    private final LagCheck lag;
    private final ObjectStoreAnswer objectStore;

    StoreChecks(PostgresGreeting postgres, KafkaCluster kafka, LagCheck lag, ObjectStoreAnswer objectStore) {
        this.postgres = postgres;
        this.kafka = kafka;
        this.lag = lag;
        this.objectStore = objectStore;
    }

    Uni<List<Check>> all() {
        return Uni.join()
                .all(List.of(postgres(), kafka(), lag.check(), objectStore()))
                .andFailFast()
                .map(found -> found.stream().flatMap(List::stream).toList());
    }

    private Uni<List<Check>> postgres() {
        CheckDraft draft = draft("storage.postgres", postgres.where());
        Check away = draft("storage.postgres", postgres.where())
                .fail("PostgreSQL does not answer at " + postgres.where(), "koda logs postgres   then   koda up");
        return asked(postgres.ask(), List.of(draft.pass("PostgreSQL answers at " + postgres.where())), away);
    }

    private Uni<List<Check>> objectStore() {
        Check away = draft("storage.bucket", objectStore.where())
                .fail(
                        "The object store does not answer at " + objectStore.where(),
                        "koda logs seaweedfs   then   koda up");
        return asked(objectStore.ask(), List.of(), away);
    }

    private Uni<List<Check>> kafka() {
        long started = System.nanoTime();
        CheckDraft draft = draft("kafka.reachable", kafka.where());
        return kafka.ask()
                .ifNoItem()
                .after(LONGEST)
                .fail()
                .map(brokers -> draft.evidence("brokers", brokers).pass("Kafka answers at " + kafka.where()))
                .onFailure()
                .recoverWithItem(() -> draft.fail(
                        "Kafka does not answer at " + kafka.where() + "; events wait in the outboxes, nothing is lost",
                        "koda logs kafka   then   koda up"))
                .map(check -> List.of(check.took(Duration.ofNanos(System.nanoTime() - started))));
    }

    private static CheckDraft draft(String id, String where) {
        return Check.of(id)
                .scope(Scope.DOWNSTREAM)
                .gates(Gate.SERVE, Gate.UPDATE)
                .evidence("address", where);
    }

    private static Uni<List<Check>> asked(Uni<Void> question, List<Check> well, Check away) {
        return question.ifNoItem()
                .after(LONGEST)
                .fail()
                .map(answered -> well)
                .onFailure()
                .recoverWithItem(List.of(away));
    }
}
