package dev.koda.platform.embedded.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.koda.platform.embedded.process.Deadline;
import dev.koda.platform.embedded.process.LiveProcess;
import dev.koda.platform.embedded.process.PidFile;
import dev.koda.platform.embedded.process.ServerNotStarted;

/** The lock file {@code postmaster.pid} that PostgreSQL keeps in its data folder: line 1 its process, line 4 its port. */
record Postmaster(Path data) {

    private static final Duration ORPHANS_END = Duration.ofSeconds(15);

    /** The server that holds the folder now, if one does. */
    Optional<PidFile.Entry> running() {
        List<String> lines = lines();
        if (lines.size() < 4) {
            return Optional.empty();
        }
        return LiveProcess.find(Long.parseLong(lines.getFirst().strip()))
                .filter(process -> isPostgres(process.pid()))
                .map(process ->
                        new PidFile.Entry(process, Integer.parseInt(lines.get(3).strip())));
    }

    /**
     * Waits for the last backends of a killed server to end, then removes a lock whose process number belongs to a
     * zombie or to another program; PostgreSQL would take either for a running server and refuse to start.
     */
    void clearStaleLock() {
        if (!Deadline.in(ORPHANS_END).await(() -> !anyProcessInside())) {
            throw new ServerNotStarted("processes of an earlier PostgreSQL still work in " + data
                    + ". End them (ps -ef | grep postgres) and try again");
        }
        try {
            if (running().isEmpty()) {
                Files.deleteIfExists(data.resolve("postmaster.pid"));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot remove the stale lock of " + data, failure);
        }
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(data.resolve("postmaster.pid"));
        } catch (IOException absent) {
            return List.of();
        }
    }

    private static boolean isPostgres(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(handle -> handle.info().command())
                .map(command -> command.endsWith("postgres"))
                .orElse(true);
    }

    /** Every process of a server has the data folder as its working folder; told on Linux only. */
    private boolean anyProcessInside() {
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                if (worksHere(process.resolve("cwd"))) {
                    return true;
                }
            }
        } catch (IOException notLinux) {
            return false;
        }
        return false;
    }

    private boolean worksHere(Path cwd) {
        try {
            return Files.readSymbolicLink(cwd).equals(data.toRealPath());
        } catch (IOException notOurs) {
            return false;
        }
    }
}
