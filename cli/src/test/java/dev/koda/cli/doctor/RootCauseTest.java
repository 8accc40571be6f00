package dev.koda.cli.doctor;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.koda.platform.doctor.Check;
import dev.koda.platform.doctor.Status;

import static org.assertj.core.api.Assertions.assertThat;

class RootCauseTest {

    private static Check fail(String id) {
        return Check.of(id).fail("wrong", "repair it");
    }

    private static Check pass(String id) {
        return Check.of(id).pass("well");
    }

    private static List<String> red(Check... checks) {
        return RootCause.singledOut(List.of(checks)).stream()
                .filter(check -> check.status() == Status.FAIL)
                .map(Check::id)
                .toList();
    }

    @Test
    void namesPostgresAloneWhenItIsDown() {
        assertThat(red(
                        fail("storage.postgres"),
                        pass("kafka.reachable"),
                        fail("auth.signing_key"),
                        fail("service.runtime"),
                        fail("runtime.ready"),
                        fail("audit.chain")))
                .containsExactly("storage.postgres");
    }

    @Test
    void namesKafkaAloneWhenItIsDown() {
        assertThat(red(
                        fail("kafka.reachable"),
                        fail("kafka.lag"),
                        fail("audit.lag"),
                        fail("runtime.ready"),
                        fail("provider.openai")))
                .as("a provider does not need Kafka")
                .containsExactly("kafka.reachable", "provider.openai");
    }

    @Test
    void namesTheObjectStoreAloneWhenItIsDown() {
        assertThat(red(
                        fail("storage.bucket"),
                        fail("storage.object_roundtrip"),
                        fail("runtime.canary"),
                        fail("service.storage")))
                .containsExactly("storage.bucket");
    }

    @Test
    void keepsEveryServerThatIsDownAndWhatIsRedForItsOwnReason() {
        Check dead = Check.of("service.audit").evidence("found", "refused").fail("not running", "koda up");
        assertThat(red(
                        fail("storage.postgres"),
                        fail("kafka.reachable"),
                        fail("host.disk"),
                        dead,
                        fail("bootstrap.dsn")))
                .containsExactly("storage.postgres", "kafka.reachable", "host.disk", "service.audit", "bootstrap.dsn");
    }

    @Test
    void saysWhatWasSaidAndWhatIsWaitedFor() {
        Check skipped = RootCause.singledOut(List.of(fail("storage.postgres"), fail("runtime.queue")))
                .getLast();
        assertThat(skipped.status()).isEqualTo(Status.SKIP);
        assertThat(skipped.evidence())
                .containsEntry("waits_for", "storage.postgres")
                .containsEntry("said", "wrong");
    }
}
