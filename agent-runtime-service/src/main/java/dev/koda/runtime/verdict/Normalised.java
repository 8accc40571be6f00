package dev.koda.runtime.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Arguments and results without what changes by itself: times, ids, durations, order of members, and in a result the
 * echo of the arguments. Plain numbers stay, since a count or a percentage that moves is progress.
 */
final class Normalised {
    private static final Pattern TIME =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}([t ]\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?(z|[+-]\\d{2}:?\\d{2})?)?"
                    + "|\\b\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?\\b|\\b1[5-9]\\d{8}(\\d{3})?\\b");
    private static final Pattern ID = Pattern.compile(
            "\\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\\b|\\b(?=[0-9a-f]*[a-f])(?=[0-9a-f]*\\d)[0-9a-f]{12,}\\b"
                    + "|\\b(req|trace|run|job|pid)[-_ :#=]*[a-z0-9]*\\d[a-z0-9]*\\b");
    private static final Pattern DURATION =
            Pattern.compile("\\b\\d+(\\.\\d+)?\\s?(ms|milliseconds?|us|ns|s|sec|secs|seconds?|min|minutes?)\\b");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    /** Shorter arguments occur in any text by chance. */
    private static final int SHORTEST_ECHO = 3;

    private Normalised() {}

    static String arguments(JsonNode arguments) {
        return plain(sorted(arguments));
    }

    static String result(CallOutcome call) {
        if (call.failed() && call.result().hasNonNull("code")) {
            // the same kind of failure, whatever words it came in
            return call.tool() + " failed " + call.result().get("code").asText();
        }
        String text = sorted(call.result()).toLowerCase(Locale.ROOT);
        for (String echo : texts(call.arguments())) {
            text = text.replace(echo.toLowerCase(Locale.ROOT), "<argument>");
        }
        return call.tool() + " " + plain(text);
    }

    private static String plain(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        lower = TIME.matcher(lower).replaceAll("<time>");
        lower = ID.matcher(lower).replaceAll("<id>");
        lower = DURATION.matcher(lower).replaceAll("<duration>");
        return SPACE.matcher(lower).replaceAll(" ").strip();
    }

    private static String sorted(JsonNode node) {
        if (node.isObject()) {
            var members = new TreeMap<String, String>();
            node.properties().forEach(member -> members.put(member.getKey(), sorted(member.getValue())));
            return members.toString();
        }
        if (node.isArray()) {
            List<String> items = new ArrayList<>();
            node.forEach(item -> items.add(sorted(item)));
            return items.stream().collect(Collectors.joining(",", "[", "]"));
        }
        return node.asText();
    }

    private static List<String> texts(JsonNode arguments) {
        List<String> texts = new ArrayList<>();
        arguments.forEach(value -> {
            if (value.isTextual() && value.asText().length() >= SHORTEST_ECHO) {
                texts.add(value.asText());
            }
        });
        return texts;
    }
}
