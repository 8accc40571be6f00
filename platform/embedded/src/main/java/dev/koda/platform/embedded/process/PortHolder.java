package dev.koda.platform.embedded.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who listens on a TCP port, read from {@code /proc}; where there is none nobody is known, and everybody is believed.
 *
 * @param pid of the process
 * @param command its command line, shortened
 */
public record PortHolder(long pid, String command) {

    private static final String LISTENING = "0A";
    private static final int LOCAL_ADDRESS = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;
    private static final int LONGEST = 120;

    /** True when that process listens on the port, or when it cannot be told. */
    public static boolean mayBe(long pid, int port) {
        Set<String> sockets = sockets(port);
        return sockets.isEmpty() || holds(Path.of("/proc", Long.toString(pid)), sockets);
    }

    /** The process that listens on the port; empty when nobody does or we may not look at it. */
    public static Optional<PortHolder> of(int port) {
        Set<String> sockets = sockets(port);
        if (sockets.isEmpty()) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                if (holds(process, sockets)) {
                    return Optional.of(
                            new PortHolder(Long.parseLong(process.getFileName().toString()), command(process)));
                }
            }
        } catch (IOException notLinux) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    /** {@code socket:[inode]} of each socket that listens on the port. */
    private static Set<String> sockets(int port) {
        String suffix = ":%04X".formatted(port);
        Set<String> found = new HashSet<>();
        for (String table : new String[] {"/proc/net/tcp", "/proc/net/tcp6"}) {
            try (Stream<String> lines = Files.lines(Path.of(table))) {
                lines.map(line -> line.strip().split("\\s+"))
                        .filter(columns -> columns.length > INODE
                                && columns[STATE].equals(LISTENING)
                                && columns[LOCAL_ADDRESS].endsWith(suffix))
                        .forEach(columns -> found.add("socket:[" + columns[INODE] + "]"));
            } catch (IOException notLinux) {
                return Set.of();
            }
        }
        return found;
    }

    private static boolean holds(Path process, Set<String> sockets) {
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path descriptor : descriptors) {
                if (sockets.contains(target(descriptor))) {
                    return true;
                }
            }
        } catch (IOException | DirectoryIteratorException notOursOrGone) {
            return false;
        }
        return false;
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    private static String command(Path process) {
        try {
            String line = new String(Files.readAllBytes(process.resolve("cmdline")), StandardCharsets.UTF_8)
                    .replace('\0', ' ')
                    .strip();
            return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
        } catch (IOException gone) {
            return "unknown";
        }
    }

    /** In words, for a message about a port that is taken. */
    public static String words(int port) {
        return of(port).map(holder -> "process " + holder.pid() + " (" + holder.command() + ")")
                .orElse("another process");
    }
}
