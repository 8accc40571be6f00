package dev.koda.platform.embedded.postgres;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.koda.platform.embedded.process.ServerNotStarted;

/** Makes the data folder of a server; one whose making was cut short is made anew. */
final class DataFolder {

    private static final int MINUTES = 5;

    private DataFolder() {}

    static boolean exists(PostgresSpec spec) {
        return Files.exists(spec.files().data().resolve("PG_VERSION"));
    }

    static void create(PostgresSpec spec, Path binaries, List<String> prefix) {
        Path data = spec.files().data();
        Path partial = data.resolveSibling(data.getFileName() + ".partial");
        Path secret = data.resolveSibling(data.getFileName() + ".secret");
        try {
            PostgresBinaries.deleteTree(partial);
            Files.createDirectory(
                    partial, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Files.deleteIfExists(secret);
            Files.createFile(
                    secret, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(secret, spec.password() + "\n");
            Unprivileged.handOver(prefix, partial);
            Unprivileged.handOver(prefix, secret);
            initialise(spec, binaries, prefix, partial, secret);
            Files.move(partial, data, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new ServerNotStarted("the folder " + data + " could not be made: " + failure.getMessage(), failure);
        } finally {
            deleteQuietly(secret);
        }
    }

    private static void initialise(PostgresSpec spec, Path binaries, List<String> prefix, Path data, Path secret)
            throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(
                binaries.resolve("bin/initdb").toString(),
                "-D",
                data.toString(),
                "-U",
                spec.user(),
                "-E",
                "UTF8",
                "--locale-provider=builtin",
                "--locale=C.UTF-8",
                "--auth=scram-sha-256",
                "--pwfile=" + secret,
                "--no-instructions"));
        File log = spec.files().log().toFile();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
        if (!ends(process) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new ServerNotStarted("initdb failed; its words are in " + log);
        }
    }

    private static boolean ends(Process process) {
        try {
            return process.waitFor(MINUTES, TimeUnit.MINUTES);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failure) {
            throw new ServerNotStarted("delete this file by hand, it holds a password: " + file, failure);
        }
    }
}
