package dev.koda.provider.adapter.rehearsal;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

import dev.koda.provider.adapter.VendorJson;
import dev.koda.provider.prompt.ToolCall;

/**
 * What the model does without directives: lists files, reads up to three of them at once, saves a digest, and says
 * what it read; each only where the tool is offered.
 */
final class DefaultPlan {

    private static final String LIST = "file.list";
    private static final String READ = "file.read";
    private static final String SAVE = "artifact.save";
    private static final int MOST_FILES = 3;
    private static final int EXCERPT = 280;
    private static final String LABEL = "Rehearsal (a script, not an AI): ";

    private DefaultPlan() {}

    static Turn next(Conversation conversation) {
        Map<ToolCall, String> listed = conversation.calls(LIST);
        if (conversation.offered(LIST).isPresent() && listed.isEmpty()) {
            return Turn.call("Looking at the files.", List.of(new Turn.Call(LIST, VendorJson.object())));
        }
        Map<ToolCall, String> read = conversation.calls(READ);
        List<String> files = listed.values().stream()
                .flatMap(result -> FileNames.in(result).stream())
                .limit(MOST_FILES)
                .toList();
        if (conversation.offered(READ).isPresent() && read.isEmpty() && !files.isEmpty()) {
            return Turn.call(
                    "Reading " + String.join(", ", files) + ".",
                    files.stream().map(DefaultPlan::read).toList());
        }
        if (conversation.offered(SAVE).isPresent() && conversation.calls(SAVE).isEmpty() && !read.isEmpty()) {
            return Turn.call("Saving what I found.", List.of(save(digest(read))));
        }
        return Turn.say(LABEL + conclusion(conversation, read));
    }

    private static Turn.Call read(String path) {
        return new Turn.Call(READ, VendorJson.object().put("path", path));
    }

    private static Turn.Call save(String digest) {
        return new Turn.Call(
                SAVE,
                VendorJson.object()
                        .put("name", "summary.md")
                        .put("content", digest)
                        .put("media_type", "text/markdown"));
    }

    private static String digest(Map<ToolCall, String> read) {
        var digest =
                new StringBuilder("# Summary\n\nWritten by the rehearsal provider, which is a script and not an AI.\n");
        read.forEach((call, text) -> digest.append("\n## ")
                .append(pathOf(call))
                .append("\n\n")
                .append(text.lines().count())
                .append(" lines, ")
                .append(text.length())
                .append(" characters.\n\n> ")
                .append(excerpt(text))
                .append('\n'));
        return digest.toString();
    }

    private static String conclusion(Conversation conversation, Map<ToolCall, String> read) {
        if (read.isEmpty()) {
            return "I was asked: «" + excerpt(conversation.request()) + "». I found no files to read.";
        }
        String names = read.keySet().stream().map(DefaultPlan::pathOf).collect(Collectors.joining(", "));
        String saved = conversation.calls(SAVE).isEmpty() ? "" : " The digest is saved as summary.md.";
        return "I read " + names + "." + saved;
    }

    private static String pathOf(ToolCall call) {
        JsonNode path = call.arguments().path("path");
        return path.asText("a file");
    }

    private static String excerpt(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= EXCERPT ? line : line.substring(0, EXCERPT) + "…";
    }
}
