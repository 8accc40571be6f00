package dev.koda.runtime.loop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.koda.runtime.verdict.Fingerprint;

/** The state of a workspace in a few characters: equal when the files and their contents are. */
final class WorkspaceDigest {
    private static final int MOST_FILES = 2000;
    private static final long LARGEST_READ = 256 * 1024;

    private WorkspaceDigest() {}

    static String of(Path workspace) {
        try (Stream<Path> files = Files.walk(workspace)) {
            return Fingerprint.digest(files.filter(Files::isRegularFile)
                    .limit(MOST_FILES)
                    .map(file -> workspace.relativize(file) + " " + content(file))
                    .sorted()
                    .collect(Collectors.joining("\n")));
        } catch (IOException | UncheckedIOException changing) {
            // a workspace that changes while it is read has changed
            return "changing";
        }
    }

    private static String content(Path file) {
        try {
            long size = Files.size(file);
            return size > LARGEST_READ
                    ? size + " " + Files.getLastModifiedTime(file)
                    : Integer.toHexString(Arrays.hashCode(Files.readAllBytes(file)));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
