package dev.koda.runtime.loop;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.koda.runtime.completion.ChatMessage;

import static org.assertj.core.api.Assertions.assertThat;

/** Long conversations made to fit. */
class CompactionTest {

    @Test
    void theOldestResultsGiveWayAndTheNewestStay() {
        List<ChatMessage> messages =
                new ArrayList<>(List.of(ChatMessage.system("rules"), ChatMessage.user("question")));
        for (int i = 0; i < 20; i++) {
            messages.add(ChatMessage.tool("call-" + i, "x".repeat(1000), false));
        }

        Compaction fitted = Compaction.fit(messages, 5000);

        assertThat(fitted.elided()).isPositive();
        assertThat(fitted.messages()).hasSameSizeAs(messages);
        assertThat(fitted.messages().get(2).text()).startsWith("[runtime] This result of 1000 characters was left out");
        assertThat(fitted.messages().getLast()).isEqualTo(messages.getLast());
        assertThat(Compaction.fit(messages, 5000)).isEqualTo(fitted);
    }

    @Test
    void whatFitsIsLeftAlone() {
        List<ChatMessage> messages = List.of(ChatMessage.user("short"));

        assertThat(Compaction.fit(messages, 0)).isEqualTo(new Compaction(messages, 0));
    }
}
