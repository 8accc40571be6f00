package dev.koda.runtime.loop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.koda.runtime.verdict.Fingerprint;

/**
 * The state of a workspace in a few characters: equal when the files and their contents are.
 *
 * <p>The first look reads everything; later ones read only what tools said they may have changed, so that a task with many
 * files does not pay for all of them in every turn. Once a tool ran that may change anything, every look reads everything.
 * Safe for calls that run beside each other.
 */
final class WorkspaceFiles {
    private static final int MOST_FILES = 2000;
    private static final long LARGEST_READ = 256 * 1024;
    private static final int HEX = 16;

    private final Path root;
    private final Map<Path, Long> known = new HashMap<>();
    private final Set<Path> changed = new HashSet<>();
    private boolean read;
    private boolean anything;
    /** Over the known files, in no order: one file's part can be taken out and another put in. */
    private long sum;

    WorkspaceFiles(Path root) {
        this.root = root;
    }

    Path root() {
        return root;
    }

    /** Says before a call which files it may change, as its arguments name them; empty for any. */
    synchronized void mayChange(Optional<List<String>> names) {
        anything |= names.isEmpty();
        for (String name : names.orElse(List.of())) {
            try {
                changed.add(root.resolve(name).normalize());
            } catch (InvalidPathException malformed) {
                // then no such file is written
            }
        }
    }

    synchronized String digest() {
        try {
            if (read && !anything) {
                changed.forEach(this::look);
            } else {
                lookAtAll();
            }
            changed.clear();
            read = true;
            return "%016x".formatted(sum);
        } catch (IOException | UncheckedIOException changing) {
            // a workspace that changes while it is read has changed
            read = false;
            return "changing";
        }
    }

    private void lookAtAll() throws IOException {
        known.clear();
        sum = 0;
        try (Stream<Path> files = Files.walk(root)) {
            files.filter(Files::isRegularFile).limit(MOST_FILES).forEach(this::look);
        }
    }

    private void look(Path file) {
        Long before = known.remove(file);
        sum -= before == null ? 0 : before;
        if (file.startsWith(root) && Files.isRegularFile(file) && known.size() < MOST_FILES) {
            String digest = Fingerprint.digest(root.relativize(file) + " " + content(file));
            long part = Long.parseLong(digest, HEX);
            known.put(file, part);
            sum += part;
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
