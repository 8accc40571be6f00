package dev.koda.cli.controlplane;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ServerEventsTest {

    @Test
    void readsNamesIdsAndDataOfSeveralLinesUntilTold() throws Exception {
        String stream = """
                : hello

                id: 1
                event: task
                data: {"status":
                data: "running"}

                data: {"n":2}

                event: done
                id: 3
                data: {}

                event: after
                data: {}

                """;
        List<ServerEvents.Event> events = new ArrayList<>();
        ServerEvents.read(new ByteArrayInputStream(stream.getBytes(StandardCharsets.UTF_8)), event -> {
            events.add(event);
            return !event.name().equals("done");
        });
        assertThat(events).extracting(ServerEvents.Event::name).containsExactly("task", "message", "done");
        assertThat(events).extracting(ServerEvents.Event::id).containsExactly("1", "1", "3");
        assertThat(events.getFirst().data().path("status").asText()).isEqualTo("running");
    }
}
