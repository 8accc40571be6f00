package dev.koda.cli.doctor;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import dev.koda.cli.home.KodaHome;
import dev.koda.cli.stack.Part;

/** What the end of PostgreSQL's log says about a full disk or a kill for want of memory. */
final class PostgresLog {

    private static final int TAIL = 64 * 1024;

    private PostgresLog() {}

    /** The last line that names such trouble, shortened. */
    static Optional<String> trouble(KodaHome home) {
        try (RandomAccessFile file =
                new RandomAccessFile(home.log(Part.POSTGRES.word()).toFile(), "r")) {
            long from = Math.max(0, file.length() - TAIL);
            byte[] tail = new byte[Math.toIntExact(file.length() - from)];
            file.seek(from);
            file.readFully(tail);
            return trouble(new String(tail, StandardCharsets.UTF_8).lines());
        } catch (IOException absent) {
            return Optional.empty();
        }
    }

    static Optional<String> trouble(Stream<String> lines) {
        return lines.flatMap(line -> named(line).stream()).reduce((earlier, later) -> later);
    }

    private static Optional<String> named(String line) {
        String lower = line.toLowerCase(Locale.ROOT);
        if (lower.contains("no space left on device")) {
            return Optional.of("the disk is full (" + shortened(line) + ")");
        }
        if (lower.contains("out of memory") || lower.contains("terminated by signal 9")) {
            return Optional.of("killed, probably for want of memory (" + shortened(line) + ")");
        }
        return Optional.empty();
    }

    private static String shortened(String line) {
        return line.length() > 160 ? line.substring(0, 160) + "…" : line;
    }
}
