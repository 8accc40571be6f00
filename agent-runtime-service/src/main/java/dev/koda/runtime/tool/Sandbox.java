package dev.koda.runtime.tool;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.koda.runtime.RuntimeConfig;

/** Where tools work, and whether this host offers bubblewrap to lock commands into it. */
@ApplicationScoped
public class Sandbox {
    private final RuntimeConfig config;
    private final Optional<Path> bubblewrap;

    Sandbox(RuntimeConfig config) {
        this.config = config;
        this.bubblewrap = onPath("bwrap");
    }

    public Path workspaces() {
        return Path.of(config.tools().workspaces());
    }

    public boolean available() {
        return bubblewrap.isPresent();
    }

    /** The bubblewrap program, where it is installed. */
    public Optional<Path> bubblewrap() {
        return bubblewrap;
    }

    private static Optional<Path> onPath(String program) {
        return Arrays.stream(
                        Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
