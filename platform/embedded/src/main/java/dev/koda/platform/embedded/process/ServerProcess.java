package dev.koda.platform.embedded.process;

import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One running server process of ours, started by this JVM or by an earlier one.
 *
 * @param name of the server, for messages
 * @param process the process
 * @param port on which it listens
 * @param files where its things lie
 */
public record ServerProcess(String name, LiveProcess process, int port, ServerFiles files) {

    private static final Duration KILL_WAIT = Duration.ofSeconds(30);

    /**
     * Starts a command whose output is appended to the log file, notes it in the pid file and binds it to the
     * guardian of the options. Does not wait until it answers.
     */
    public static ServerProcess launch(
            String name, List<String> command, Map<String, String> environment, int port, ServerFiles files) {
        files.prepare();
        requireFree(name, port);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(files.log().toFile()))
                .directory(files.data().getParent().toFile());
        builder.environment().putAll(environment);
        try {
            long pid = builder.start().pid();
            LiveProcess process = LiveProcess.find(pid)
                    .orElseThrow(() -> new ServerNotStarted(
                            name + " ended at once. Its last words: " + LastWords.of(files.log())));
            new PidFile(files.pid()).write(process, port);
            return new ServerProcess(name, process, port, files);
        } catch (IOException failure) {
            throw new ServerNotStarted(name + " could not be started: " + failure.getMessage(), failure);
        }
    }

    /** Told before the start, for a stranger on our port would answer in our place. */
    private static void requireFree(String name, int port) {
        if (port > 0 && !FreePort.isFree(port)) {
            throw new ServerNotStarted(name + " needs port " + port + ", but it is held by " + PortHolder.words(port));
        }
    }

    /** The process that the pid file names, if it still runs. */
    public static Optional<ServerProcess> adopt(String name, ServerFiles files) {
        return new PidFile(files.pid())
                .running()
                .map(entry -> new ServerProcess(name, entry.process(), entry.port(), files));
    }

    /** Makes the server end with the guardian, if the options name one. */
    public ServerProcess guarded(StartOptions options, String signal) {
        options.guardian().ifPresent(guardian -> OrphanGuard.bind(process.pid(), guardian, signal));
        return this;
    }

    /** Waits until the probe succeeds; kills the server and says why when it does not. */
    public ServerProcess awaitReady(StartOptions options, java.util.function.BooleanSupplier probe) {
        options.progress().accept("waiting for " + name + " on port " + port);
        boolean ready = Deadline.in(options.timeout())
                .await(() -> !isAlive() || (probe.getAsBoolean() && PortHolder.mayBe(process.pid(), port)));
        if (ready && isAlive()) {
            return this;
        }
        String cause = isAlive() ? " did not answer within " + options.timeout().toSeconds() + " s" : " ended";
        kill();
        throw new ServerNotStarted(
                name + cause + ". Its last words: " + LastWords.of(files.log()) + " (log: " + files.log() + ")");
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Sends the signal, waits, kills what is left; deletes the pid file. True when the server ended by itself. */
    public boolean stop(String signal, Duration timeout) {
        Signal.send(signal, process.pid());
        boolean ended = Deadline.in(timeout).await(() -> !isAlive());
        if (!ended) {
            kill();
        }
        new PidFile(files.pid()).delete();
        return ended;
    }

    /** Ends the process without asking. */
    public void kill() {
        Signal.send("KILL", process.pid());
        Deadline.in(KILL_WAIT).await(() -> !isAlive());
    }
}
