package dev.koda.cli.down;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.koda.cli.console.CommandFailed;
import dev.koda.cli.console.Console;
import dev.koda.cli.stack.Leftovers;
import dev.koda.cli.stack.Part;
import dev.koda.cli.stack.RunFiles;
import dev.koda.cli.stack.SupervisorProcess;
import dev.koda.platform.embedded.process.LiveProcess;

/** Stops the supervisor, which drains its parts, and then whatever still runs; checks by process that all ended. */
public record StackStop(RunFiles files, Console console) {

    /** Four levels of at most 30 seconds each, and some air. */
    private static final Duration PATIENCE = Duration.ofSeconds(150);

    private static final Duration PER_PART = Duration.ofSeconds(30);

    /** True when anything had to be stopped. */
    public boolean run() {
        Optional<LiveProcess> supervisor = files.supervisor();
        supervisor.ifPresent(this::stop);
        List<Part> left = new Leftovers(files).find();
        left.forEach(part -> {
            console.progress("stopping " + part.word());
            new Leftovers(files).stop(part, PER_PART);
        });
        List<Part> still = new Leftovers(files).find();
        if (!still.isEmpty()) {
            throw new CommandFailed("these do not end: "
                    + still.stream().map(Part::word).toList() + "; their processes are named in "
                    + files.home().run());
        }
        return supervisor.isPresent() || !left.isEmpty();
    }

    private void stop(LiveProcess supervisor) {
        console.progress("draining and stopping the stack in reverse order");
        if (!new SupervisorProcess(files).stop(supervisor, PATIENCE)) {
            console.warning("the supervisor " + supervisor.pid() + " does not end; it is killed");
            dev.koda.platform.embedded.process.Signal.send("KILL", supervisor.pid());
        }
        files.supervisorPid().delete();
    }
}
