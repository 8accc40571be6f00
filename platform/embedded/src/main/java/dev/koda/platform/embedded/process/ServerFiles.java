package dev.koda.platform.embedded.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Where one server keeps its things.
 *
 * @param data folder of its data, made when missing, readable by the owner only
 * @param log file its output is appended to
 * @param pid file that names the running process
 */
public record ServerFiles(Path data, Path log, Path pid) {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    /** The usual layout below one folder: {@code data/<name>}, {@code logs/<name>.log}, {@code run/<name>.pid}. */
    public static ServerFiles below(Path home, String name) {
        return new ServerFiles(
                home.resolve("data").resolve(name),
                home.resolve("logs").resolve(name + ".log"),
                home.resolve("run").resolve(name + ".pid"));
    }

    /** Makes the folders. */
    public void prepare() {
        try {
            folder(data.getParent());
            folder(log.getParent());
            folder(pid.getParent());
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot make the folders of a server at " + data, failure);
        }
    }

    private static void folder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, OWNER_ONLY);
        }
    }
}
