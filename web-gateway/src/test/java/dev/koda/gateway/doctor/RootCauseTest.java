package dev.koda.gateway.doctor;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.koda.platform.doctor.Check;
import dev.koda.platform.doctor.Status;

import static org.assertj.core.api.Assertions.assertThat;

class RootCauseTest {
    private static final Check POSTGRES = Check.of("storage.postgres").fail("does not answer", "start it");
    private static final Check KAFKA = Check.of("kafka.reachable").fail("does not answer", "start it");
    private static final Check OBJECTS = Check.of("storage.bucket").fail("does not answer", "start it");
    private static final Check SERVICE = Check.of("service.audit")
            .evidence("not_ready", "database")
            .fail("lives but is not ready: database", "logs");
    private static final Check LAG = Check.of("audit.lag").fail("consumer is behind", "wait");
    private static final Check ROUNDTRIP = Check.of("storage.object_roundtrip").fail("no answer", "wait");
    private static final Check DISK = Check.of("host.disk").fail("full", "make room");
    private static final Check KEY = Check.of("auth.signing_key").fail("does not open", "restore the key");

    @Test
    void withoutPostgresOnlyPostgresFails() {
        assertThat(failing(POSTGRES, SERVICE, LAG, ROUNDTRIP, KEY)).containsExactly("storage.postgres");
    }

    @Test
    void withoutKafkaTheConsumersAreExcused() {
        assertThat(failing(KAFKA, LAG, KEY)).containsExactly("kafka.reachable", "auth.signing_key");
    }

    @Test
    void withoutTheObjectStoreItsOtherChecksAreExcused() {
        assertThat(failing(OBJECTS, ROUNDTRIP, KEY)).containsExactly("storage.bucket", "auth.signing_key");
    }

    @Test
    void aFaultOfTheHostIsNeverExcused() {
        assertThat(failing(POSTGRES, DISK)).containsExactly("storage.postgres", "host.disk");
    }

    @Test
    void twoStoresAwayAreBothNamed() {
        assertThat(failing(POSTGRES, KAFKA, OBJECTS))
                .containsExactly("storage.postgres", "kafka.reachable", "storage.bucket");
    }

    @Test
    void whatIsExcusedSaysWhatItWaitsFor() {
        Check excused = RootCause.folded(List.of(POSTGRES, SERVICE)).getLast();

        assertThat(excused.status()).isEqualTo(Status.SKIP);
        assertThat(excused.message()).contains("storage.postgres", "lives but is not ready");
        assertThat(excused.evidence())
                .containsEntry("caused_by", "storage.postgres")
                .containsKey("not_ready");
    }

    private static List<String> failing(Check... checks) {
        return RootCause.folded(List.of(checks)).stream()
                .filter(check -> check.status() == Status.FAIL)
                .map(Check::id)
                .toList();
    }
}
