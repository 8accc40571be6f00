package dev.koda.system.fault;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import dev.koda.system.stack.RunningStack;
import dev.koda.system.stack.RunningStack.Koda;
import dev.koda.system.stack.Tasks;

import static org.assertj.core.api.Assertions.assertThat;

/** A database that stands still for longer than a lease takes no task from a worker that lives. */
@ExtendWith(RunningStack.class)
@Tag("long")
class FrozenDatabaseIT {
    /** The lease is 30 s. */
    private static final Duration FROZEN = Duration.ofSeconds(36);

    @Test
    void theTaskGoesOnWithTheSameWorkerAndCallsNothingTwice(Koda koda) throws Exception {
        Tasks tasks = new Tasks(koda.api());
        String agent = tasks.publishedAgent("unmoved", "rehearsal/rehearsal-1", "http.fetch", "time.now");
        String task = tasks.submit(agent, """
                @tool http.fetch {"url":"%s","method":"POST"}
                @tool time.now {}
                @say done""".formatted(koda.world().address("unmoved", "only", 2000)));
        Awaitility.await("the call is under way")
                .atMost(Duration.ofSeconds(90))
                .until(() -> !koda.world().arrivals("unmoved", "only").isEmpty());

        ProcessHandle server = koda.process("postgres").orElseThrow();
        signal("-STOP", server);
        try {
            Thread.sleep(FROZEN);
        } finally {
            signal("-CONT", server);
        }

        JsonNode ended = tasks.ended(task, Duration.ofMinutes(4));
        assertThat(ended.path("status").asText()).as(ended.toPrettyString()).isEqualTo("completed");
        assertThat(ended.path("recoveries").asInt()).isZero();
        assertThat(koda.world().arrivals("unmoved", "only")).hasSize(1);
    }

    private static void signal(String signal, ProcessHandle server) throws Exception {
        List<ProcessHandle> family =
                Stream.concat(Stream.of(server), server.descendants()).toList();
        for (ProcessHandle process : family) {
            new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        }
    }
}
