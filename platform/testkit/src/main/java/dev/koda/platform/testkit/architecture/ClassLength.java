package dev.koda.platform.testkit.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** No source file over 200 lines, blank ones not counted. */
final class ClassLength {
    private static final int LONGEST = 200;

    private ClassLength() {}

    static void check(Path sources) {
        if (!Files.isDirectory(sources)) {
            return;
        }
        try (Stream<Path> files = Files.walk(sources)) {
            List<String> tooLong = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> lines(file) > LONGEST)
                    .map(file -> file + ": " + lines(file) + " lines")
                    .toList();
            assertThat(tooLong).as("source files over %d lines", LONGEST).isEmpty();
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot walk " + sources, failure);
        }
    }

    private static long lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> !line.isBlank()).count();
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read " + file, failure);
        }
    }
}
