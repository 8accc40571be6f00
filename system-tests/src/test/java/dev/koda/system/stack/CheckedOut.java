package dev.koda.system.stack;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the checkout lies whose build is tested. */
public final class CheckedOut {
    private CheckedOut() {}

    public static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.exists(folder.resolve("koda"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException("run the system tests inside the checkout");
        }
        return folder;
    }
}
