package dev.koda.runtime.loop;

import java.util.List;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.api.Test;

import dev.koda.runtime.completion.ToolRequest;

import static org.assertj.core.api.Assertions.assertThat;

/** Vendors name calls as they like; for a task each has a name of its own. */
class CallsTest {
    private final Calls calls = new Calls();

    @Test
    void idsThatAreNewStayAsTheyAre() {
        assertThat(calls.distinct(List.of(request("a"), request("b")), 7))
                .extracting(ToolRequest::id)
                .containsExactly("a", "b");
    }

    @Test
    void idsThatComeAgainOrAreEmptyAreReplaced() {
        calls.ask(List.of(request("a")));

        assertThat(calls.distinct(List.of(request("a"), request("b"), request("b"), request("")), 7))
                .extracting(ToolRequest::id)
                .containsExactly("call_7_0", "b", "call_7_2", "call_7_3");
    }

    private static ToolRequest request(String id) {
        return new ToolRequest(id, "time.now", JsonNodeFactory.instance.objectNode(), null);
    }
}
