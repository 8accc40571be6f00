package dev.koda.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the built checkout lies. */
final class Checkout {
    private Checkout() {}

    static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.exists(folder.resolve("koda"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException("run the benchmarks inside the checkout");
        }
        return folder;
    }
}
