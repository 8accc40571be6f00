package dev.koda.cli.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

import dev.koda.cli.console.CommandFailed;

/**
 * Where everything of one installation lies.
 *
 * @param root absolute path, {@code KODA_HOME}
 */
public record KodaHome(Path root) {

    public Path envFile() {
        return root.resolve(".env");
    }

    /** Ports chosen for this home because nobody named them, and what was built for it. */
    public Path portsFile() {
        return root.resolve("ports.env");
    }

    public Path masterKey() {
        return root.resolve("keys").resolve("master.key");
    }

    public Path data() {
        return root.resolve("data");
    }

    public Path logs() {
        return root.resolve("logs");
    }

    public Path run() {
        return root.resolve("run");
    }

    /** Folders that agents may be given to read. */
    public Path folders() {
        return root.resolve("folders");
    }

    public Path log(String part) {
        return logs().resolve(part + ".log");
    }

    /** True once a database or anything else was stored here; from then on the settings are the user's to change. */
    public boolean holdsData() {
        try (Stream<Path> entries = Files.list(data())) {
            return entries.findAny().isPresent();
        } catch (IOException absent) {
            return false;
        }
    }

    /** True while nothing was ever set up or stored here. */
    public boolean isEmpty() {
        return !Files.exists(envFile()) && !holdsData();
    }

    /** What to do about an empty home. */
    public String invitation() {
        return "there is no Koda in " + root
                + " yet. Start one with `koda up`, or name its folder with --dir or KODA_HOME";
    }

    /** Makes the folders, readable by their owner only. */
    public void prepare() {
        for (Path folder :
                List.of(root, data(), logs(), run(), folders(), masterKey().getParent())) {
            try {
                if (!Files.isDirectory(folder)) {
                    Files.createDirectories(folder);
                    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
                }
            } catch (IOException failure) {
                throw new CommandFailed(
                        "the folder " + folder + " cannot be made (" + failure.getMessage()
                                + "). Name another with --dir or KODA_HOME",
                        failure);
            }
        }
    }
}
