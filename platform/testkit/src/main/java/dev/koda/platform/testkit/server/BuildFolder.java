package dev.koda.platform.testkit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.stream.Stream;

import dev.koda.platform.embedded.process.LiveProcess;

/**
 * Where the servers of one build keep their data: {@code target/test-servers/<pid of Maven>} below the build's root.
 * Folders of builds that have ended are removed by the next one.
 */
record BuildFolder(Path path) {

    static BuildFolder current() {
        Path all = BuildRoot.path().resolve("target").resolve("test-servers");
        BuildFolder folder = new BuildFolder(all.resolve(Long.toString(BuildProcess.pid())));
        try {
            Files.createDirectories(folder.path);
            removeEnded(all);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot make " + folder.path, failure);
        }
        return folder;
    }

    /** Password of all servers of this build, minted by whoever comes first. */
    String secret() {
        Path file = path.resolve("secret");
        try {
            if (!Files.exists(file)) {
                mint(file);
            }
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read " + file, failure);
        }
    }

    private static void mint(Path file) throws IOException {
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        Path fresh = Files.createTempFile(
                file.getParent(),
                "secret",
                null,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, HexFormat.of().formatHex(random));
        try {
            Files.createLink(file, fresh);
        } catch (FileAlreadyExistsException another) {
            // another JVM of this build was first; its secret is the one
        } finally {
            Files.delete(fresh);
        }
    }

    private static void removeEnded(Path all) throws IOException {
        try (Stream<Path> folders = Files.list(all)) {
            folders.filter(BuildFolder::hasEnded).forEach(BuildFolder::remove);
        }
    }

    private static boolean hasEnded(Path folder) {
        String name = folder.getFileName().toString();
        return name.chars().allMatch(Character::isDigit)
                && LiveProcess.find(Long.parseLong(name)).isEmpty();
    }

    private static void remove(Path folder) {
        try (Stream<Path> inside = Files.walk(folder)) {
            inside.sorted(Comparator.reverseOrder()).forEach(BuildFolder::delete);
        } catch (IOException | UncheckedIOException inUse) {
            // its servers are just ending; the next build tries again
        }
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
