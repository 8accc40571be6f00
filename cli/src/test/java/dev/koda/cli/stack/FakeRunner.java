package dev.koda.cli.stack;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A part without a process. Starts at once unless told to fail. */
final class FakeRunner implements PartRunner {

    boolean alive;
    Optional<RuntimeException> failure = Optional.empty();
    Optional<Running> toAdopt = Optional.empty();

    private final Part part;
    private final List<String> happened;

    /** Tells {@code happened} of starts and stops. */
    FakeRunner(Part part, List<String> happened) {
        this.part = part;
        this.happened = happened;
    }

    @Override
    public Optional<Running> adopt() {
        alive = toAdopt.isPresent();
        return toAdopt;
    }

    @Override
    public Running start(Consumer<String> progress) {
        happened.add("start " + part.word());
        failure.ifPresent(words -> {
            throw words;
        });
        alive = true;
        return new Running(100 + part.ordinal(), 9000 + part.ordinal());
    }

    @Override
    public boolean isAlive() {
        return alive;
    }

    @Override
    public void stop(Duration timeout) {
        happened.add("stop " + part.word());
        alive = false;
    }
}
