package dev.koda.gateway.doctor;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;

import dev.koda.gateway.health.KafkaCluster;
import dev.koda.platform.doctor.Check;
import dev.koda.platform.doctor.CheckDraft;
import dev.koda.platform.doctor.Scope;

/** Whether the consumer groups keep up: {@code kafka.lag}. Never fails; what is behind catches up or its service fails. */
@Singleton
class LagCheck {
    private static final Duration LONGEST = Duration.ofMillis(2_500);
    private static final long MUCH = 10_000;

    private final KafkaCluster kafka;

    LagCheck(KafkaCluster kafka) {
        this.kafka = kafka;
    }

    Uni<List<Check>> check() {
        return kafka.lags()
                .ifNoItem()
                .after(LONGEST)
                .fail()
                .map(LagCheck::judged)
                .onFailure()
                .recoverWithItem(() -> draft().skip("Kafka did not say how far its readers are"))
                .map(List::of);
    }

    private static Check judged(Map<String, Long> lags) {
        CheckDraft draft = draft();
        lags.forEach(draft::evidence);
        return lags.values().stream().anyMatch(lag -> lag > MUCH)
                ? draft.warn(
                        "a consumer is more than " + MUCH + " messages behind",
                        "koda logs of the service named in the evidence; if it works, wait")
                : draft.pass("all consumers keep up");
    }

    private static CheckDraft draft() {
        return Check.of("kafka.lag").scope(Scope.DOWNSTREAM);
    }
}
