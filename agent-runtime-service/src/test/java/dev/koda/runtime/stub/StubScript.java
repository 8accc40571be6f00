package dev.koda.runtime.stub;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * What the stub model does, written in the task's input, one directive per line; it keeps no state of its own, so a
 * restarted runtime meets the same model.
 *
 * <ul>
 *   <li>{@code @tool name {json}}: one call, a turn of its own; {@code {i}} becomes the turn
 *   <li>{@code @parallel name {json} && name {json}}: several calls in one turn
 *   <li>{@code @loop name {json}}: the same call in every turn; {@code {i}} becomes the turn
 *   <li>{@code @say text}: the final answer; {@code @slow ms}: pause before each word
 *   <li>{@code @hold turn gate}: that turn waits until the gate is opened
 *   <li>{@code @failing provider failure action text…}: that provider says the text, then fails
 *   <li>{@code @failing-at turn provider failure action text…}: only in that turn
 *   <li>{@code @failing-after-call turn provider failure action}: in that turn its first call comes, then the failure
 *   <li>{@code @refuse-once status}: the first request of the task is refused with a problem of that status
 *   <li>{@code @same-ids}: calls are numbered anew in every turn, as some vendors do
 * </ul>
 */
final class StubScript {
    private static final ObjectMapper JSON = new ObjectMapper();

    record Call(String name, JsonNode arguments) {}

    record Failure(String failure, String action, String text, boolean afterCall) {}

    private final List<String> lines;
    private final int turn;

    private StubScript(List<String> lines, int turn) {
        this.lines = lines;
        this.turn = turn;
    }

    static StubScript of(JsonNode request) {
        List<String> lines = List.of();
        int turn = 0;
        for (JsonNode message : request.path("messages")) {
            String text = message.path("content").path(0).path("text").asText();
            String role = message.path("role").asText();
            if ("user".equals(role) && !text.startsWith("[runtime]")) {
                lines = text.lines().toList();
                turn = 0;
            } else if ("assistant".equals(role)) {
                turn++;
            }
        }
        return new StubScript(lines, turn);
    }

    int turn() {
        return turn;
    }

    List<Call> calls() {
        List<List<Call>> turns = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith("@loop ")) {
                return List.of(call(line.substring(6)));
            }
            if (line.startsWith("@tool ")) {
                turns.add(List.of(call(line.substring(6))));
            }
            if (line.startsWith("@parallel ")) {
                turns.add(List.of(line.substring(10).split(" && ")).stream()
                        .map(this::call)
                        .toList());
            }
        }
        return turn < turns.size() ? turns.get(turn) : List.of();
    }

    String answer() {
        return argument("@say ").orElseGet(() -> "Echo: " + String.join(" ", lines));
    }

    int pauseMillis() {
        return argument("@slow ").map(Integer::parseInt).orElse(0);
    }

    /** The status that the task's first request is refused with. */
    Optional<Integer> refusal() {
        return argument("@refuse-once ").map(Integer::parseInt);
    }

    /** The gate this turn waits at. */
    Optional<String> gate() {
        String directive = "@hold " + turn + " ";
        return argument(directive);
    }

    Optional<Failure> failure(String provider) {
        for (String line : lines) {
            String[] words = line.split(" ", 5);
            if (line.startsWith("@failing ") && words[1].equals(provider)) {
                return Optional.of(new Failure(words[2], words[3], words.length > 4 ? words[4] : "", false));
            }
            String[] more = line.split(" ", 6);
            if (line.startsWith("@failing-at ") && Integer.parseInt(more[1]) == turn && more[2].equals(provider)) {
                return Optional.of(new Failure(more[3], more[4], more.length > 5 ? more[5] : "", false));
            }
            if (line.startsWith("@failing-after-call ")
                    && Integer.parseInt(more[1]) == turn
                    && more[2].equals(provider)) {
                return Optional.of(new Failure(more[3], more[4], "", true));
            }
        }
        return Optional.empty();
    }

    /** What the calls of this turn are called, each with its number behind it. */
    String callPrefix() {
        return lines.contains("@same-ids") ? "call-" : "call-" + turn + "-";
    }

    private Optional<String> argument(String directive) {
        return lines.stream()
                .filter(line -> line.startsWith(directive))
                .map(line -> line.substring(directive.length()))
                .findFirst();
    }

    private Call call(String text) {
        int space = text.indexOf(' ');
        String arguments = space < 0 ? "{}" : text.substring(space + 1).replace("{i}", Integer.toString(turn));
        try {
            return new Call(space < 0 ? text : text.substring(0, space), JSON.readTree(arguments));
        } catch (java.io.IOException malformed) {
            throw new IllegalArgumentException("not JSON: " + arguments, malformed);
        }
    }
}
