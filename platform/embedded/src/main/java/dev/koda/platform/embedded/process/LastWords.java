package dev.koda.platform.embedded.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** What a log says last, for a person: complaints rather than chatter, never the frames of a stack trace. */
final class LastWords {

    private static final int TAIL = 32 * 1024;
    private static final int LONGEST = 400;
    private static final Pattern FRAME = Pattern.compile("\\s*(at .*|\\.\\.\\. \\d+ more)?");
    private static final Pattern COMPLAINT =
            Pattern.compile("Caused by:|ERROR|FATAL|PANIC|refused|[Ee]xception|[Ff]ailed|SRCFG");

    private LastWords() {}

    static String of(Path log) {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            byte[] tail = new byte[Math.toIntExact(Math.min(TAIL, file.length()))];
            file.seek(file.length() - tail.length);
            file.readFully(tail);
            return of(new String(tail, StandardCharsets.UTF_8).lines().toList());
        } catch (IOException unreadable) {
            return "none";
        }
    }

    static String of(List<String> lines) {
        List<String> words = lines.stream()
                .filter(line -> !FRAME.matcher(line).matches())
                .map(String::strip)
                .toList();
        List<String> complaints =
                words.stream().filter(line -> COMPLAINT.matcher(line).find()).toList();
        String text =
                complaints.isEmpty() ? String.join(" | ", last(words, 3)) : String.join(" | ", last(complaints, 1));
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }

    private static List<String> last(List<String> lines, int count) {
        return lines.subList(Math.max(0, lines.size() - count), lines.size());
    }
}
