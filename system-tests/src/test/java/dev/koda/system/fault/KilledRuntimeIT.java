package dev.koda.system.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import dev.koda.system.stack.RunningStack;
import dev.koda.system.stack.RunningStack.Koda;
import dev.koda.system.stack.Tasks;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code kill -9} of the runtime in the middle of a task: the task finishes, no finished call is repeated. */
@ExtendWith(RunningStack.class)
class KilledRuntimeIT {

    @Test
    void aKilledTaskGoesOnWhereItWas(Koda koda) throws Exception {
        Tasks tasks = new Tasks(koda.api());
        String agent = tasks.publishedAgent("survivor", "rehearsal/rehearsal-1", "time.now", "file.write", "wait");
        String task = tasks.submit(agent, """
                @tool file.write {"path":"one.txt","content":"one"}
                @tool wait {"seconds":3}
                @tool file.write {"path":"two.txt","content":"two"}
                @tool wait {"seconds":1}
                @tool time.now {}
                @say done""");
        Awaitility.await("the first call has ended")
                .atMost(Duration.ofSeconds(90))
                .until(() -> calls(tasks.trace(task), "file.write").stream()
                        .anyMatch(step -> step.path("status").asText().equals("ok")));

        // from the file of the supervisor: a command would take longer than the task waits
        ProcessHandle killed =
                ProcessHandle.of(koda.part("runtime").path("pid").asLong()).orElseThrow();
        killed.destroyForcibly();
        killed.onExit().get();

        JsonNode ended = tasks.ended(task, Duration.ofMinutes(4));
        assertThat(ended.path("status").asText()).as(ended.toPrettyString()).isEqualTo("completed");
        // one that was caught in the middle would stand there too, interrupted, and would be made again
        assertThat(calls(tasks.trace(task), "file.write").stream()
                        .filter(step -> !step.path("status").asText().equals("interrupted"))
                        .map(step -> step.path("status").asText()))
                .containsExactly("ok", "ok");
    }

    private static List<JsonNode> calls(JsonNode trace, String tool) {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode step : trace.path("steps")) {
            if (step.path("kind").asText().equals("tool_call")
                    && step.path("name").asText().equals(tool)) {
                found.add(step);
            }
        }
        return found;
    }
}
