package dev.koda.platform.embedded.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A process of this host, told apart from a later one with the same number by its start time.
 *
 * @param pid its number
 * @param startedAt when it started; {@link Instant#EPOCH} where the host does not say
 */
public record LiveProcess(long pid, Instant startedAt) {

    /** The process of that number if it runs now; one that has ended but was not reaped does not. */
    public static Optional<LiveProcess> find(long pid) {
        return ProcessHandle.of(pid)
                .filter(handle -> running(handle.pid()))
                .map(handle -> new LiveProcess(
                        handle.pid(), handle.info().startInstant().orElse(Instant.EPOCH)));
    }

    public boolean isAlive() {
        return find(pid).filter(this::equals).isPresent();
    }

    /** Where {@code /proc} exists a zombie is told from a running process, which ProcessHandle does not do. */
    private static boolean running(long pid) {
        Path status = Path.of("/proc", Long.toString(pid), "stat");
        if (!Files.isDirectory(Path.of("/proc/self"))) {
            return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
        }
        try {
            String line = Files.readString(status, StandardCharsets.ISO_8859_1);
            char state = line.charAt(line.lastIndexOf(')') + 2);
            return state != 'Z' && state != 'X';
        } catch (IOException gone) {
            return false;
        }
    }
}
