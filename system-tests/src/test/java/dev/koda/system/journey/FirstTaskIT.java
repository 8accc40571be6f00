package dev.koda.system.journey;

import java.time.Duration;

import com.fasterxml.jackson.databind.JsonNode;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import dev.koda.system.stack.RunningStack;
import dev.koda.system.stack.RunningStack.Koda;

import static org.assertj.core.api.Assertions.assertThat;

/** What a new user sees: one command, one real task, everything there afterwards. */
@ExtendWith(RunningStack.class)
class FirstTaskIT {

    @Test
    void theSampleTaskReadsFilesSavesAnArtifactAndAnswers(Koda koda) throws Exception {
        assertThat(koda.firstStart().value("status")).isEqualTo("completed");

        JsonNode trace = koda.api()
                .get("/api/runtime/tasks/" + koda.firstStart().value("task") + "/trace")
                .expect(200)
                .body();
        assertThat(trace.path("status").asText()).isEqualTo("completed");
        assertThat(trace.path("steps").findValuesAsText("name")).contains("file.list", "file.read", "artifact.save");
        assertThat(trace.path("steps").findValuesAsText("verdict")).isNotEmpty().contains("progress");

        JsonNode manifest = koda.api()
                .get("/api/control-plane/artifacts/" + koda.firstStart().value("artifact"))
                .expect(200)
                .body();
        assertThat(manifest.path("size").asLong()).isPositive();
        assertThat(koda.api()
                        .get("/api/control-plane/artifacts/" + koda.firstStart().value("artifact") + "/content")
                        .expect(200)
                        .text())
                .isNotBlank();
    }

    @Test
    void everyStepOfTheWayIsInTheAuditTrail(Koda koda) throws Exception {
        for (String type : new String[] {
            "security.owner.registered", "agent.created", "agent.published", "task.created", "task.completed"
        }) {
            Awaitility.await(type).atMost(Duration.ofSeconds(90)).untilAsserted(() -> assertThat(koda.api()
                            .get("/api/control-plane/audit?type=" + type)
                            .expect(200)
                            .body()
                            .path("items"))
                    .isNotEmpty());
        }
    }

    @Test
    void doctorIsGreenWithinSeconds(Koda koda) throws Exception {
        // a check gives up after two seconds, which a busy machine may need for something else
        Awaitility.await("a green doctor").atMost(Duration.ofMinutes(3)).untilAsserted(() -> {
            long before = System.nanoTime();
            JsonNode report = koda.doctor();
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(20));
            assertThat(report.path("schema").asText()).isEqualTo("koda.doctor/1");
            assertThat(report.path("summary").path("fail").asInt())
                    .as(report.toPrettyString())
                    .isZero();
        });
    }

    @Test
    void aSecondUpIsHarmless(Koda koda) throws Exception {
        long runtime = koda.process("runtime").orElseThrow().pid();
        assertThat(koda.command().run(Duration.ofMinutes(5), "up").exitCode()).isZero();
        assertThat(koda.process("runtime").orElseThrow().pid()).isEqualTo(runtime);
    }

    @Test
    void downLeavesNoProcessAndTheNextUpFindsAllData(Koda koda) throws Exception {
        var parts = koda.status().path("services").findValuesAsText("pid").stream()
                .map(Long::parseLong)
                .toList();
        assertThat(parts).hasSizeGreaterThanOrEqualTo(9);
        assertThat(koda.command().run(Duration.ofMinutes(4), "down").exitCode()).isZero();
        assertThat(parts)
                .noneMatch(pid ->
                        ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent());

        assertThat(koda.command().run(Duration.ofMinutes(10), "up").exitCode()).isZero();
        assertThat(koda.api()
                        .get("/api/runtime/tasks/" + koda.firstStart().value("task"))
                        .expect(200)
                        .body()
                        .path("status")
                        .asText())
                .isEqualTo("completed");
    }
}
