package dev.koda.platform.embedded.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Remembers a process across our own end: its number, its start time in milliseconds and its port, one line each.
 * What is unreadable or names a process that is gone counts as absent.
 */
public record PidFile(Path path) {

    /**
     * What a pid file says.
     *
     * @param process the running process
     * @param port the port it was started on, 0 for none
     */
    public record Entry(LiveProcess process, int port) {}

    public void write(LiveProcess process, int port) {
        try {
            Files.createDirectories(path.getParent());
            Path fresh = path.resolveSibling(path.getFileName() + ".new");
            Files.writeString(fresh, process.pid() + "\n" + process.startedAt().toEpochMilli() + "\n" + port + "\n");
            Files.move(fresh, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot write " + path, failure);
        }
    }

    /** The process and port written last, if that very process still runs. */
    public Optional<Entry> running() {
        try {
            String[] lines = Files.readString(path).split("\n", -1);
            LiveProcess written =
                    new LiveProcess(Long.parseLong(lines[0]), Instant.ofEpochMilli(Long.parseLong(lines[1])));
            int port = Integer.parseInt(lines[2]);
            return LiveProcess.find(written.pid())
                    .filter(found -> near(found.startedAt(), written.startedAt()))
                    .map(found -> new Entry(found, port));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException unreadable) {
            return Optional.empty();
        }
    }

    /** Linux derives start times from a boot time that a clock adjustment may move by a second. */
    private static boolean near(Instant one, Instant other) {
        return Duration.between(one, other).abs().compareTo(Duration.ofSeconds(2)) <= 0;
    }

    public void delete() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot delete " + path, failure);
        }
    }
}
