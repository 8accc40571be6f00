package dev.koda.system.fault;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.koda.system.stack.RunningStack;
import dev.koda.system.stack.RunningStack.Koda;
import dev.koda.system.stack.Tasks;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A server that is frozen answers nothing and is not restarted by the supervisor, so the fault stays for as long as the test
 * wants: doctor names that one and no other, with the next act; thawed, all is green again and nothing was lost.
 */
@ExtendWith(RunningStack.class)
class StoppedServerIT {

    @ParameterizedTest
    @CsvSource({"postgres,storage.postgres", "kafka,kafka.reachable", "seaweedfs,storage.bucket"})
    void doctorNamesExactlyTheStoppedOne(String part, String check, Koda koda) throws Exception {
        Tasks tasks = new Tasks(koda.api());
        String agent = tasks.publishedAgent("witness-" + part, "rehearsal/rehearsal-1", "time.now");
        ProcessHandle server = koda.process(part).orElseThrow();
        signal("-STOP", server);
        String submitted = "";
        try {
            if (part.equals("kafka")) {
                submitted = tasks.submit(agent, "@tool time.now {}\n@say done");
                assertThat(tasks.ended(submitted, Duration.ofSeconds(120))
                                .path("status")
                                .asText())
                        .isEqualTo("completed");
            }
            Awaitility.await("doctor names " + check)
                    .atMost(Duration.ofMinutes(3))
                    .untilAsserted(() -> assertThat(failing(koda.doctor())).containsExactly(check));
            JsonNode named = named(koda.doctor(), check);
            assertThat(named.path("hint").asText()).contains("koda ");
        } finally {
            signal("-CONT", server);
        }
        Awaitility.await("green again")
                .atMost(Duration.ofMinutes(3))
                .untilAsserted(() -> assertThat(failing(koda.doctor())).isEmpty());
        String after = tasks.submit(agent, "@tool time.now {}\n@say done");
        assertThat(tasks.ended(after, Duration.ofSeconds(120)).path("status").asText())
                .isEqualTo("completed");
        for (String task : List.of(submitted, after)) {
            if (!task.isEmpty()) {
                Awaitility.await("the audit trail holds " + task)
                        .atMost(Duration.ofMinutes(3))
                        .untilAsserted(() -> assertThat(koda.api()
                                        .get("/api/control-plane/audit?type=task.completed&target=" + task)
                                        .expect(200)
                                        .body()
                                        .path("items"))
                                .hasSize(1));
            }
        }
    }

    private static void signal(String signal, ProcessHandle server) throws Exception {
        for (ProcessHandle process : family(server)) {
            new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        }
    }

    private static List<ProcessHandle> family(ProcessHandle server) {
        return Stream.concat(Stream.of(server), server.descendants()).toList();
    }

    private static List<String> failing(JsonNode report) {
        return StreamSupport.stream(report.path("checks").spliterator(), false)
                .filter(check -> check.path("status").asText().equals("fail"))
                .map(check -> check.path("id").asText())
                .toList();
    }

    private static JsonNode named(JsonNode report, String id) {
        return StreamSupport.stream(report.path("checks").spliterator(), false)
                .filter(check -> check.path("id").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
