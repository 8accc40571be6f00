package dev.koda.cli.stack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import dev.koda.cli.console.CommandFailed;

/**
 * Where the code of the stack lies: a built checkout or an unpacked release. Named by the property or variable
 * {@code koda.root}/{@code KODA_ROOT}, which the launcher sets, else the folder above this code.
 *
 * @param root of the checkout or release
 */
public record Installation(Path root) {

    private static final Path RUNNER = Path.of("quarkus-run.jar");

    public static Installation find() {
        return Stream.of(
                        Optional.ofNullable(System.getProperty("koda.root")).map(Path::of),
                        Optional.ofNullable(System.getenv("KODA_ROOT")).map(Path::of),
                        aboveCode())
                .flatMap(Optional::stream)
                .findFirst()
                .map(Path::toAbsolutePath)
                .map(Installation::new)
                .orElseThrow(() -> new CommandFailed("the code of Koda was not found. Start it with ./koda"));
    }

    /** The runnable jar of a service. */
    public Path jar(Part part) {
        List<Path> places = List.of(
                root.resolve(part.module()).resolve("target/quarkus-app").resolve(RUNNER),
                root.resolve("services").resolve(part.module()).resolve(RUNNER));
        return places.stream()
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new PartRefused(part.title() + " is not built: " + places.getFirst()
                        + " is missing. Run ./koda up from the checkout, which builds it"));
    }

    private static Optional<Path> aboveCode() {
        return Optional.ofNullable(Installation.class.getProtectionDomain().getCodeSource())
                .map(source -> Path.of(source.getLocation().getPath()))
                .flatMap(code -> Stream.iterate(code, Objects::nonNull, Path::getParent)
                        .filter(folder -> Files.isRegularFile(folder.resolve("koda")))
                        .findFirst());
    }
}
