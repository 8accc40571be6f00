package dev.koda.system.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs the built {@code koda} command as a user would, in a process of its own with its own home. */
public final class KodaCommand {
    private final Path home;
    private final Map<String, String> environment;

    public KodaCommand(Path home, Map<String, String> environment) {
        this.home = home;
        this.environment = new HashMap<>(environment);
    }

    /** What a command printed and how it ended. */
    public record Outcome(int exitCode, String output, String errors) {
        /** The value of the last {@code key: value} line with this key; empty when there is none. */
        public String value(String key) {
            return output.lines()
                    .filter(line -> line.startsWith(key + ": "))
                    .reduce((first, second) -> second)
                    .map(line -> line.substring(key.length() + 2).strip())
                    .orElse("");
        }
    }

    public Outcome run(Duration limit, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-jar");
        command.add(CheckedOut.root().resolve("cli/target/koda-cli.jar").toString());
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile("koda-system", ".out");
        Path err = Files.createTempFile("koda-system", ".err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(CheckedOut.root().toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("KODA_HOME", home.toString());
        Process process = builder.start();
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("koda " + String.join(" ", arguments) + " did not end within " + limit + ":\n"
                    + Files.readString(out) + Files.readString(err));
        }
        return new Outcome(process.exitValue(), read(out), read(err));
    }

    private static String read(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.UTF_8);
        Files.delete(file);
        return text;
    }
}
