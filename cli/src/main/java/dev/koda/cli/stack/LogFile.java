package dev.koda.cli.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * The log of a part. Parts append to it through a descriptor they hold open, so it is kept short by copying it to
 * {@code <name>.1} and cutting it, which may lose lines written in between.
 */
record LogFile(Path path) {

    private static final long LARGE = 50L * 1024 * 1024;

    static LogFile of(Path path) {
        return new LogFile(path);
    }

    long size() {
        try {
            return Files.exists(path) ? Files.size(path) : 0;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Keeps one former file; two together take at most twice 50 MiB. */
    LogFile rotateIfLarge() {
        if (size() > LARGE) {
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
                Files.copy(path, path.resolveSibling(path.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
                channel.truncate(0);
            } catch (IOException failure) {
                throw new UncheckedIOException("cannot rotate " + path, failure);
            }
        }
        return this;
    }
}
