package dev.koda.cli.stack;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Starts, takes over and stops one part. Used by one thread at a time. */
interface PartRunner {

    /**
     * A process of a part.
     *
     * @param pid its number
     * @param port where it listens
     */
    record Running(long pid, int port) {}

    /** Takes over a live process that was started with the same settings; ends one that was not. */
    Optional<Running> adopt();

    /**
     * Starts the part and returns once it answers.
     *
     * @throws PartRefused when trying again would not help
     * @throws RuntimeException with a readable message when it did not come up
     */
    Running start(Consumer<String> progress);

    boolean isAlive();

    /** Drains and stops; kills when the time is over. Does nothing when it does not run. */
    void stop(Duration timeout);
}
