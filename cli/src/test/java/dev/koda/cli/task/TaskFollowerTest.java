package dev.koda.cli.task;

import java.nio.file.Path;
import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.koda.cli.StubbedHome;
import dev.koda.cli.controlplane.ControlPlane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TaskFollowerTest {

    private static final String TASK = "GET /api/runtime/tasks/t1";
    private static final String EVENTS = "GET /api/runtime/tasks/t1/events";
    private static final String RUNNING = "{\"id\":\"t1\",\"status\":\"running\"}";
    private static final String STEP =
            "{\"seq\":9,\"kind\":\"tool_call\",\"name\":\"file.read\",\"status\":\"completed\",\"duration_ms\":3}";

    @TempDir
    Path folder;

    private StubbedHome home;

    @BeforeEach
    void start() throws Exception {
        home = new StubbedHome(folder);
    }

    @AfterEach
    void stop() {
        home.close();
    }

    @Test
    void followsTheStreamAndTakesItUpWhereItBrokeOff() {
        home.gateway()
                .on(TASK, 200, RUNNING)
                .onEvents(EVENTS, """
                    id: 7
                    event: step
                    data: {"step":%s}

                    : keep-alive

                    """.formatted(STEP))
                .on("GET /api/runtime/tasks/t1/trace", 200, "{\"steps\":[" + STEP + "]}");
        Thread.ofVirtual().start(this::endOnceItWasTakenUp);
        ControlPlane controlPlane = ControlPlane.breakGlass(home.environment());
        assertThat(new TaskFollower(controlPlane, home.console())
                        .untilEnd("t1", Duration.ofMinutes(2))
                        .path("status")
                        .asText())
                .isEqualTo("completed");
        assertThat(home.gateway().asked()).anyMatch(asked -> "7".equals(asked.lastEventId()));
        assertThat(home.said()).containsOnlyOnce("file.read");
    }

    private void endOnceItWasTakenUp() {
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> home.gateway().asked().stream()
                .anyMatch(asked -> "7".equals(asked.lastEventId())));
        home.gateway().on(TASK, 200, "{\"id\":\"t1\",\"status\":\"completed\"}");
    }

    @Test
    void saysOfATaskThatTakesTooLongThatItRunsStill() {
        home.gateway().on(TASK, 200, RUNNING).onEvents(EVENTS, ": keep-alive\n");
        TaskFollower follower = new TaskFollower(ControlPlane.breakGlass(home.environment()), home.console());
        assertThatThrownBy(() -> follower.untilEnd("t1", Duration.ofMillis(1))).hasMessageContaining("still running");
    }
}
