package dev.koda.cli.stack;

import java.time.Duration;
import java.util.List;

import dev.koda.platform.embedded.process.ServerProcess;

/** Parts that run although no supervisor looks after them, as after a {@code kill -9}. */
public record Leftovers(RunFiles files) {

    /** In stop order. */
    public List<Part> find() {
        return Part.inStopOrder().stream()
                .filter(part -> files.running(part).isPresent())
                .toList();
    }

    /** Stops one; kills it when it does not end in time. */
    public void stop(Part part, Duration timeout) {
        ServerProcess.adopt(part.word(), files.files(part))
                .ifPresent(process -> process.stop(part == Part.POSTGRES ? "INT" : "TERM", timeout));
    }
}
