package dev.koda.cli.stack;

import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.koda.cli.console.CommandFailed;
import dev.koda.cli.home.Environment;
import dev.koda.platform.embedded.process.Deadline;
import dev.koda.platform.embedded.process.LiveProcess;
import dev.koda.platform.embedded.process.ServerJars;
import dev.koda.platform.embedded.process.Signal;

/** The supervisor seen from a command: start it, ask it to stop. */
public record SupervisorProcess(RunFiles files) {

    private static final Duration APPEARS = Duration.ofSeconds(30);

    /** Starts a supervisor in a session of its own, so that the end of the terminal does not reach it. */
    public void launch(Environment environment, String version) {
        List<String> command = new ArrayList<>();
        if (hasSetsid()) {
            command.add("setsid");
        }
        command.addAll(List.of(
                ServerJars.java().toString(),
                "-XX:+UseSerialGC",
                "-Xmx96m",
                "-XX:TieredStopAtLevel=1",
                "-Dkoda.root=" + Installation.find().root(),
                "-Dkoda.version=" + version,
                "-cp",
                System.getProperty("java.class.path"),
                SupervisorMain.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        files.home().log("supervisor").toFile()))
                .directory(files.home().root().toFile());
        builder.environment().putAll(environment.values());
        handOverBuiltServers(builder, environment);
        try {
            Process process = builder.start();
            if (!Deadline.in(APPEARS).await(() -> files.supervisor().isPresent() || !process.isAlive())
                    || files.supervisor().isEmpty()) {
                throw new CommandFailed("the supervisor did not start; its words are in "
                        + files.home().log("supervisor"));
            }
        } catch (IOException failure) {
            throw new CommandFailed("the supervisor could not be started: " + failure.getMessage(), failure);
        }
    }

    /** A variable that stands in the environment means a server of the user's own; these two were built by us. */
    private static void handOverBuiltServers(ProcessBuilder builder, Environment environment) {
        if (environment.embedded().contains("kafka")) {
            builder.environment().remove("KODA_KAFKA_BOOTSTRAP_SERVERS");
        }
        if (environment.embedded().contains("seaweedfs")) {
            builder.environment().remove("KNOWLEDGE_V2_S3_ENDPOINT_URL");
        }
        if (environment.embedded().contains("postgres")) {
            builder.environment().remove("KNOWLEDGE_V2_POSTGRES_DSN");
        }
    }

    /** Asks it to drain and stop everything; false when it had not ended in time. */
    public boolean stop(LiveProcess supervisor, Duration timeout) {
        Signal.send("TERM", supervisor.pid());
        return Deadline.in(timeout).await(() -> !supervisor.isAlive());
    }

    private static boolean hasSetsid() {
        try {
            Process probe = new ProcessBuilder("setsid", "true")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return probe.waitFor(5, TimeUnit.SECONDS) && probe.exitValue() == 0;
        } catch (IOException absent) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
