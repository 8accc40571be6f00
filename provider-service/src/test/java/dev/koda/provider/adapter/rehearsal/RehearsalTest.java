package dev.koda.provider.adapter.rehearsal;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.koda.provider.adapter.VendorJson;
import dev.koda.provider.failure.Failure;
import dev.koda.provider.prompt.Message;
import dev.koda.provider.prompt.Part;
import dev.koda.provider.prompt.Prompt;
import dev.koda.provider.prompt.Role;
import dev.koda.provider.prompt.ToolCall;
import dev.koda.provider.prompt.ToolOffer;

import static org.assertj.core.api.Assertions.assertThat;

class RehearsalTest {

    private static final List<ToolOffer> TOOLS = List.of(
            new ToolOffer("file.list", null, null),
            new ToolOffer("file.read", null, null),
            new ToolOffer("artifact.save", null, null));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"files\":[{\"path\":\"a.txt\",\"type\":\"file\"},{\"path\":\"sub\",\"type\":\"directory\"},{\"path\":\"b.txt\"}]}",
                "[\"a.txt\",\"sub/\",\"b.txt\"]",
                "a.txt\nsub/\nb.txt\n",
                "{\"entries\":[{\"name\":\"a.txt\"},{\"name\":\"b.txt\"}]}"
            })
    void withoutDirectivesItListsReadsSavesAndTells(String listing) {
        Turn list = DefaultPlan.next(after("Summarise the folder"));
        assertThat(list.calls()).extracting(Turn.Call::name).containsExactly("file.list");

        Conversation listed = after("Summarise the folder", calling("file.list", "{}"), result("c0", listing));
        Turn read = DefaultPlan.next(listed);
        assertThat(read.calls())
                .extracting(call -> call.arguments().path("path").asText())
                .containsExactly("a.txt", "b.txt");

        Message[] soFar = {
            calling("file.list", "{}"),
            result("c0", listing),
            new Message(
                    Role.ASSISTANT,
                    List.of(),
                    List.of(
                            call("c1", "file.read", "{\"path\":\"a.txt\"}"),
                            call("c2", "file.read", "{\"path\":\"b.txt\"}")),
                    null,
                    null),
            result("c1", "alpha"),
            result("c2", "beta")
        };
        Turn save = DefaultPlan.next(after("Summarise the folder", soFar));
        assertThat(save.calls().getFirst().name()).isEqualTo("artifact.save");
        assertThat(save.calls().getFirst().arguments().path("name").asText()).isEqualTo("summary.md");
        assertThat(save.calls().getFirst().arguments().path("content").asText())
                .contains("a.txt", "alpha", "beta", "not an AI");
    }

    @Test
    void theScriptGoesOnTurnByTurn() {
        String script =
                "@tool file.read {\"path\":\"a\"}\n@parallel\n@tool file.read {\"path\":\"b\"}\n@tool file.list {}\n@end\n@say all done";
        assertThat(turn(script, 0).calls()).hasSize(1);
        assertThat(turn(script, 1).calls()).extracting(Turn.Call::name).containsExactly("file.read", "file.list");
        assertThat(turn(script, 2)).isEqualTo(Turn.say("all done"));
        assertThat(turn(script, 3).calls()).isEmpty();
    }

    @Test
    void loopsAndChurnsGoOnForEver() {
        assertThat(turn("@loop file.list {}", 40)).isEqualTo(turn("@loop file.list {}", 0));
        assertThat(turn("@churn file.read", 1).calls().getFirst().arguments())
                .isNotEqualTo(turn("@churn file.read", 2).calls().getFirst().arguments());
    }

    @Test
    void aNoteOfTheRuntimeIsNotTakenForARequest() {
        Conversation warned = after(
                "@loop file.list {}",
                calling("file.list", "{}"),
                result("c0", "a.txt"),
                Message.text(Role.USER, "[runtime] This looks like a loop: change your approach."));

        assertThat(warned.request()).isEqualTo("@loop file.list {}");
        assertThat(warned.turns()).isEqualTo(1);
    }

    @Test
    void failsAndBreaksOnRequest() {
        assertThat(turn("@fail overloaded", 0).failure()).isEqualTo(Failure.OVERLOADED);
        assertThat(turn("@break", 0).ending()).isEqualTo(Turn.Ending.BREAK_TEXT);
        assertThat(turn("@break-arguments", 0).ending()).isEqualTo(Turn.Ending.BREAK_ARGUMENTS);
        assertThat(Script.parse("@slow 20").millisPerToken()).isEqualTo(20);
    }

    private static Turn turn(String script, int number) {
        Message[] before = new Message[number];
        java.util.Arrays.fill(before, Message.text(Role.ASSISTANT, "."));
        return Script.parse(script).turn(after(script, before));
    }

    private static Conversation after(String request, Message... since) {
        List<Message> messages = new java.util.ArrayList<>(List.of(Message.text(Role.USER, request)));
        messages.addAll(List.of(since));
        return Conversation.of(new Prompt(messages, TOOLS, null));
    }

    private static Message calling(String name, String arguments) {
        return new Message(Role.ASSISTANT, List.of(), List.of(call("c0", name, arguments)), null, null);
    }

    private static ToolCall call(String id, String name, String arguments) {
        return new ToolCall(id, name, (com.fasterxml.jackson.databind.node.ObjectNode) VendorJson.tolerant(arguments));
    }

    private static Message result(String id, String text) {
        return new Message(Role.TOOL, List.of(new Part.Text(text)), null, id, null);
    }
}
