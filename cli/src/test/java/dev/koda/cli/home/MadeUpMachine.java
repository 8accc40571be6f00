package dev.koda.cli.home;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import dev.koda.cli.MovableClock;

/** A machine below a folder of the test: its homes, what their caller has set, and which ports somebody else has. */
public final class MadeUpMachine {

    private static final int FIRST_FREE = 40_000;

    private final Path folder;
    private final Map<String, String> caller = new HashMap<>();
    private final Set<Integer> taken = new HashSet<>();
    private final MovableClock clock = new MovableClock();
    private int free = FIRST_FREE;

    public MadeUpMachine(Path folder) {
        this.folder = folder;
    }

    /** The home in the folder of that name. */
    public KodaHome home(String name) {
        return new KodaHome(folder.resolve(name));
    }

    /** What the caller has set; may be changed at any time. */
    public Map<String, String> caller() {
        return caller;
    }

    /** Ports that are in use; all others are free. */
    Set<Integer> taken() {
        return taken;
    }

    MovableClock clock() {
        return clock;
    }

    public EnvironmentFiles files(KodaHome home) {
        return new EnvironmentFiles(
                home,
                caller,
                new Ports(
                        (variable, port) -> !taken.contains(port),
                        () -> ++free,
                        new PortReservations(folder.resolve("ports"), clock)));
    }

    public Environment complete(KodaHome home) {
        return files(home).complete(words -> {});
    }
}
