package dev.koda.cli.up;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.koda.cli.console.CommandFailed;
import dev.koda.cli.console.Console;
import dev.koda.cli.controlplane.ControlPlane;
import dev.koda.cli.down.StackStop;
import dev.koda.cli.home.Environment;
import dev.koda.cli.invocation.Invocation;
import dev.koda.cli.stack.PartState;
import dev.koda.cli.stack.RunFiles;
import dev.koda.cli.stack.StackState;
import dev.koda.cli.stack.SupervisorProcess;
import dev.koda.cli.version.KodaVersion;
import dev.koda.platform.embedded.process.Deadline;
import dev.koda.platform.embedded.process.FreePort;
import dev.koda.platform.embedded.process.LiveProcess;

/** Brings the supervisor up, or wakes the one that runs, and waits until the stack takes tasks. */
final class StackStart {

    /** A first start on two busy cores unpacks, initialises and starts nine processes. */
    private static final Duration PATIENCE = Duration.ofMinutes(6);

    /** The supervisor tries on; a person at a terminal has seen enough. */
    private static final int TRIES = 3;

    private static final Duration ACCEPTS = Duration.ofMinutes(2);

    private final Environment environment;
    private final Console console;
    private final RunFiles files;

    StackStart(Invocation invocation, Environment environment) {
        this.environment = environment;
        this.console = invocation.console();
        this.files = invocation.runFiles();
    }

    void untilReady() {
        Optional<LiveProcess> running = files.supervisor();
        if (running.isPresent()) {
            console.progress("already running under supervisor " + running.get().pid() + "; starting what is down");
            files.wake();
        } else {
            requireFreeWebPort();
            console.progress("starting the supervisor of " + environment.home().root());
            new SupervisorProcess(files).launch(environment, KodaVersion.current());
        }
        LiveProcess supervisor = files.supervisor()
                .orElseThrow(() -> new CommandFailed("the supervisor ended at once" + "; its words are in "
                        + environment.home().log("supervisor")));
        awaitParts(supervisor, running.isPresent());
        awaitTasksAccepted();
    }

    private void requireFreeWebPort() {
        int port = environment.port("WEB_PORT");
        boolean ours = files.running(dev.koda.cli.stack.Part.WEB).isPresent();
        if (!ours && !FreePort.isFree(port)) {
            throw new CommandFailed("port " + port + " is in use by another process. Free it, or choose another:"
                    + " WEB_PORT=" + (port + 100) + " koda up");
        }
    }

    private void awaitParts(LiveProcess supervisor, boolean wasRunning) {
        Progress progress = new Progress(console);
        Deadline.in(PATIENCE).await(() -> {
            Optional<StackState> state = state(supervisor);
            state.ifPresent(progress::show);
            return !supervisor.isAlive() || state.filter(this::settled).isPresent();
        });
        StackState state = state(supervisor)
                .orElseThrow(() -> new CommandFailed("the supervisor ended; its words are in "
                        + environment.home().log("supervisor")));
        if (!state.complete()) {
            giveUp(state, wasRunning);
        }
    }

    private Optional<StackState> state(LiveProcess supervisor) {
        return files.state().filter(state -> state.supervisorPid() == supervisor.pid());
    }

    private boolean settled(StackState state) {
        return state.complete() || !state.hopeless(TRIES).isEmpty();
    }

    /** What this command started itself it takes down again; a stack that ran before is left as it is. */
    private void giveUp(StackState state, boolean wasRunning) {
        List<PartState> refused = state.hopeless(TRIES);
        if (refused.isEmpty()) {
            List<String> late = state.parts().stream()
                    .filter(part -> !part.is(PartState.Phase.RUNNING))
                    .map(part -> part.name() + " (" + part.state() + ", " + part.message() + ")")
                    .toList();
            throw new CommandFailed("not ready after " + PATIENCE.toMinutes() + " minutes: " + String.join(", ", late)
                    + ". See: koda logs " + state.parts().getFirst().name() + ", koda doctor; stop with: koda down");
        }
        if (!wasRunning) {
            new StackStop(files, console).run();
        }
        PartState first = refused.getFirst();
        throw new CommandFailed(
                first.name() + " did not start: " + first.message() + ". See: koda logs " + first.name());
    }

    private void awaitTasksAccepted() {
        console.progress("waiting until tasks are accepted");
        ControlPlane anonymous = new ControlPlane(environment.gateway(), Optional.empty());
        boolean accepted = Deadline.in(ACCEPTS).await(() -> accepts(anonymous));
        if (!accepted) {
            throw new CommandFailed("everything runs, but " + environment.gateway()
                    + "/api/runtime/ready does not say that tasks are accepted. See: koda doctor");
        }
    }

    private static boolean accepts(ControlPlane controlPlane) {
        try {
            return controlPlane.get("/api/runtime/ready", Duration.ofSeconds(5)).successful();
        } catch (CommandFailed notYet) {
            return false;
        }
    }
}
