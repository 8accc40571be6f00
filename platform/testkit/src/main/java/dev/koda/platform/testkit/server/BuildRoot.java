package dev.koda.platform.testkit.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

/** The root of the repository: property {@code koda.build.root}, else the parent folder that holds {@code contracts}. */
public final class BuildRoot {
    private BuildRoot() {}

    /** The folder; fails when the tests run outside the repository. */
    public static Path path() {
        String given = System.getProperty("koda.build.root");
        Stream<Path> candidates = given == null || given.startsWith("${")
                ? Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
                : Stream.iterate(Path.of(given), Objects::nonNull, Path::getParent);
        return candidates
                .filter(folder -> Files.isDirectory(folder.resolve("contracts")))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no folder above "
                        + Path.of("").toAbsolutePath() + " holds contracts/; run the tests inside the repository"));
    }
}
