package dev.koda.provider.adapter.rehearsal;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.koda.provider.adapter.VendorJson;
import dev.koda.provider.failure.Failure;
import dev.koda.provider.prompt.ToolOffer;

/**
 * The directives of a request, one a line beginning with {@code @}, as the turns they ask for. Other lines are ignored.
 * The last directive of kind {@code @loop} or {@code @churn} goes on for ever.
 */
final class Script {

    private static final String DONE = "Rehearsal (a script, not an AI): the script is done.";
    private static final int MOST_MILLIS = 60_000;

    private final List<Step> steps = new ArrayList<>();
    private final StringBuilder spoken = new StringBuilder();
    private List<Turn.Call> group;
    private int millisPerToken;

    /** A step makes its turn; {@code number} counts the turns since the request. */
    private interface Step {
        Turn turn(Conversation conversation, int number);

        default boolean forever() {
            return false;
        }
    }

    private interface Endless extends Step {
        @Override
        default boolean forever() {
            return true;
        }
    }

    static Script parse(String request) {
        var script = new Script();
        request.lines().map(String::strip).filter(line -> line.startsWith("@")).forEach(script::line);
        script.closeGroup();
        String rest = script.takeSpoken();
        if (!rest.isEmpty()) {
            script.steps.add((conversation, number) -> Turn.say(rest));
        }
        return script;
    }

    boolean isEmpty() {
        return steps.isEmpty() && millisPerToken == 0;
    }

    int millisPerToken() {
        return millisPerToken;
    }

    /** The turn that comes next. */
    Turn turn(Conversation conversation) {
        int number = conversation.turns();
        if (steps.isEmpty()) {
            return DefaultPlan.next(conversation); // only @slow was said
        }
        Step last = steps.getLast();
        if (number < steps.size()) {
            return steps.get(number).turn(conversation, number);
        }
        return last.forever() ? last.turn(conversation, number) : Turn.say(DONE);
    }

    private void line(String line) {
        String[] words = line.split("\\s+", 2);
        String rest = words.length > 1 ? words[1] : "";
        switch (words[0]) {
            case "@tool" -> tool(call(rest));
            case "@parallel" -> {
                closeGroup();
                group = new ArrayList<>();
            }
            case "@end" -> closeGroup();
            case "@say" -> spoken.append(spoken.isEmpty() ? "" : "\n").append(rest);
            case "@loop" -> endless(call(rest));
            case "@churn" -> churn(rest);
            case "@fail" -> ending(Turn.Ending.FAIL, Failure.of(rest.strip()));
            case "@break" -> ending(Turn.Ending.BREAK_TEXT, null);
            case "@break-arguments" -> ending(Turn.Ending.BREAK_ARGUMENTS, null);
            case "@slow" -> millisPerToken = millis(rest);
            default -> {
                // not a directive of ours; a person may begin a line with @
            }
        }
    }

    private void tool(Turn.Call call) {
        if (group != null) {
            group.add(call);
            return;
        }
        String text = takeSpoken();
        steps.add((conversation, number) -> Turn.call(text, List.of(call)));
    }

    private void closeGroup() {
        if (group != null && !group.isEmpty()) {
            List<Turn.Call> calls = List.copyOf(group);
            String text = takeSpoken();
            steps.add((conversation, number) -> Turn.call(text, calls));
        }
        group = null;
    }

    private void endless(Turn.Call call) {
        closeGroup();
        String text = takeSpoken();
        Endless step = (conversation, number) -> Turn.call(text, List.of(call));
        steps.add(step);
    }

    private void churn(String name) {
        closeGroup();
        String tool = name.strip();
        Endless step = (conversation, number) -> Turn.call("", List.of(varied(conversation, tool, number)));
        steps.add(step);
    }

    private void ending(Turn.Ending ending, Failure failure) {
        closeGroup();
        String text = takeSpoken();
        steps.add((conversation, number) -> Turn.ending(text, ending, failure));
    }

    private String takeSpoken() {
        String text = spoken.toString();
        spoken.setLength(0);
        return text;
    }

    private static Turn.Call call(String rest) {
        String[] words = rest.strip().split("\\s+", 2);
        JsonNode arguments = words.length > 1 ? VendorJson.tolerant(words[1]) : VendorJson.object();
        return new Turn.Call(words[0], arguments instanceof ObjectNode object ? object : VendorJson.object());
    }

    /** A call whose required text arguments differ each time, as the tool's schema names them. */
    private static Turn.Call varied(Conversation conversation, String tool, int number) {
        ObjectNode arguments = VendorJson.object();
        conversation.offered(tool).map(ToolOffer::parameters).ifPresent(schema -> schema.path("required")
                .forEach(field -> arguments.put(field.asText(), "churn-" + (number + 1))));
        if (arguments.isEmpty()) {
            arguments.put("path", "churn-" + (number + 1));
        }
        return new Turn.Call(tool, arguments);
    }

    private static int millis(String text) {
        try {
            return Math.clamp(Integer.parseInt(text.strip()), 0, MOST_MILLIS);
        } catch (NumberFormatException notANumber) {
            return 0;
        }
    }
}
