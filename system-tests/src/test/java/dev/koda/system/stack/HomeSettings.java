package dev.koda.system.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the files of a started home say: {@code .env}, and behind it the ports that were chosen at the start. */
public record HomeSettings(Path home) {
    /** Fails when neither file names the setting. */
    public String value(String name) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(env()));
        lines.addAll(Files.readAllLines(home.resolve("ports.env")));
        return lines.stream()
                .filter(line -> line.startsWith(name + "="))
                .map(line -> line.substring(name.length() + 1).replaceAll("^\"|\"$", ""))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not set"));
    }

    /** Changes a line of {@code .env}; it counts from the next start. */
    public void change(String name, String value) throws IOException {
        List<String> changed = Files.readAllLines(env()).stream()
                .map(line -> line.startsWith(name + "=") ? name + "=" + value : line)
                .toList();
        Files.write(env(), changed);
    }

    private Path env() {
        return home.resolve(".env");
    }
}
