package dev.koda.cli.logs;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import dev.koda.cli.console.CommandFailed;
import dev.koda.cli.console.Console;
import dev.koda.cli.home.KodaHome;
import dev.koda.cli.stack.Part;

/** Reads one log from a place on, and again what was added since. Not safe for use by several threads. */
public final class LogTail {

    private static final int POLL_MILLIS = 200;
    private static final int CHUNK = 1 << 20;

    private final Path log;
    private final Consumer<String> sink;
    private long position;
    private String rest = "";

    LogTail(Path log, Consumer<String> sink) {
        this.log = log;
        this.sink = sink;
    }

    /** Follows the logs of all parts from now on, until the process is ended. */
    public static void followAll(KodaHome home, Console console) {
        List<LogTail> tails = new ArrayList<>();
        for (Part part : Part.inStartOrder()) {
            LogTail tail = new LogTail(home.log(part.word()), line -> console.line(part.word() + " | " + line));
            tail.skipToEnd();
            tails.add(tail);
        }
        follow(tails);
    }

    /** Hands over new lines of all of them for as long as the process lives. */
    static void follow(List<LogTail> tails) {
        while (!Thread.currentThread().isInterrupted()) {
            tails.forEach(LogTail::readNew);
            try {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        }
    }

    void skipToEnd() {
        position = size();
    }

    /** Reads what is there, leaving out lines from before the time; lines without a time go with the line above. */
    void readSince(Optional<Instant> since, ZoneId zone) {
        boolean[] wanted = {since.isEmpty()};
        readNew(line -> {
            since.ifPresent(from -> LogTime.of(line, zone).ifPresent(at -> wanted[0] = !at.isBefore(from)));
            if (wanted[0]) {
                sink.accept(line);
            }
        });
    }

    void readNew() {
        readNew(sink);
    }

    private void readNew(Consumer<String> lines) {
        if (size() < position) {
            position = 0;
            rest = "";
        }
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(position);
            byte[] buffer = new byte[CHUNK];
            for (int read = file.read(buffer); read > 0; read = file.read(buffer)) {
                position += read;
                split(new String(buffer, 0, read, StandardCharsets.UTF_8), lines);
            }
        } catch (IOException unreadable) {
            if (Files.exists(log)) {
                throw new CommandFailed("cannot read " + log + ": " + unreadable.getMessage(), unreadable);
            }
        }
    }

    private void split(String text, Consumer<String> lines) {
        String[] parts = (rest + text).split("\n", -1);
        for (int index = 0; index < parts.length - 1; index++) {
            lines.accept(parts[index]);
        }
        rest = parts[parts.length - 1];
    }

    private long size() {
        try {
            return Files.size(log);
        } catch (IOException absent) {
            return 0;
        }
    }
}
