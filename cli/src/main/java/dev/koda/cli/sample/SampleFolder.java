package dev.koda.cli.sample;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.koda.cli.console.CommandFailed;
import dev.koda.cli.home.KodaHome;

/** The files the sample agent reads: texts of this project, put into the home once and then left alone. */
final class SampleFolder {

    private static final List<String> FILES =
            List.of("README.md", "CONTRIBUTING.md", "SECURITY.md", "LICENSE", "docs/architecture.md");

    private SampleFolder() {}

    /** The folder, filled. */
    static Path in(KodaHome home) {
        Path folder = home.folders().resolve("sample");
        FILES.forEach(name -> copy(name, folder.resolve(name)));
        return folder;
    }

    private static void copy(String name, Path target) {
        try (InputStream text = SampleFolder.class.getResourceAsStream("/sample/" + name)) {
            if (text != null && !Files.exists(target)) {
                Files.createDirectories(target.getParent());
                Files.copy(text, target);
            }
        } catch (IOException failure) {
            throw new CommandFailed("cannot write " + target + ": " + failure.getMessage(), failure);
        }
    }
}
