package dev.koda.cli.home;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/**
 * Keeps two homes that start at the same moment from choosing the same ports: between a choice and the moment a part
 * listens pass many seconds in which the port looks free. One small file for the machine, under a lock, remembers
 * choices for a while. Where the file cannot be used, choices go unremembered.
 *
 * @param file shared by all homes of this machine
 */
public record PortReservations(Path file, Clock clock) {

    /** The longest a first start takes to listen everywhere. */
    private static final Duration HOLDS = Duration.ofMinutes(10);

    private record Reservation(int port, long at, String home) {

        String line() {
            return port + " " + at + " " + home + "\n";
        }
    }

    public static PortReservations ofMachine() {
        return new PortReservations(Path.of(System.getProperty("java.io.tmpdir"), "koda-ports"), Clock.systemUTC());
    }

    /**
     * Lets the chooser choose while nobody else does.
     *
     * @param home who chooses; its own former choices are free to it
     * @param chooser is given what tells whether a port is promised to another home, and answers with its choice
     */
    <T> T choose(Path home, Function<IntPredicate, T> chooser, Function<T, Collection<Integer>> ports) {
        try (FileChannel channel = open();
                FileLock lock = channel.lock()) {
            List<Reservation> kept = lock.isValid() ? others(channel, home) : List.of();
            Set<Integer> promised =
                    Set.copyOf(kept.stream().map(Reservation::port).distinct().toList());
            T choice = chooser.apply(promised::contains);
            List<Reservation> all = new ArrayList<>(kept);
            ports.apply(choice).forEach(port -> all.add(new Reservation(port, clock.millis(), home.toString())));
            write(channel, all);
            return choice;
        } catch (IOException unusable) {
            return chooser.apply(port -> false);
        }
    }

    private FileChannel open() throws IOException {
        try {
            return FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (IOException absent) {
            FileChannel made = FileChannel.open(
                    file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
            java.nio.file.Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
            return made;
        }
    }

    private List<Reservation> others(FileChannel channel, Path home) throws IOException {
        Instant oldest = clock.instant().minus(HOLDS);
        String text = new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
        return text.lines()
                .flatMap(PortReservations::parsed)
                .filter(one -> !one.home().equals(home.toString()))
                .filter(one -> Instant.ofEpochMilli(one.at()).isAfter(oldest))
                .toList();
    }

    private static Stream<Reservation> parsed(String line) {
        String[] parts = line.split(" ", 3);
        try {
            return Stream.of(new Reservation(Integer.parseInt(parts[0]), Long.parseLong(parts[1]), parts[2]));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException notOurs) {
            return Stream.empty();
        }
    }

    private static void write(FileChannel channel, List<Reservation> reservations) throws IOException {
        StringBuilder text = new StringBuilder();
        reservations.forEach(one -> text.append(one.line()));
        channel.truncate(0);
        channel.position(0);
        channel.write(StandardCharsets.UTF_8.encode(text.toString()));
    }
}
