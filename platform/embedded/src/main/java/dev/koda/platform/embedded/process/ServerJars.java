package dev.koda.platform.embedded.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the folder with the servers' jars ({@code kafka/}, {@code postgres/}, {@code s3proxy/}): the property
 * {@code koda.servers}, the variable {@code KODA_SERVERS}, beside the code of this class, below the build's root
 * ({@code koda.build.root}), or below the working folder or one of its parents.
 */
public final class ServerJars {

    private static final Path IN_BUILD = Path.of("platform", "embedded", "servers", "target", "servers");
    private static final Path IN_RELEASE = Path.of("servers");

    private ServerJars() {}

    /** The folder of one server, such as {@code kafka}. */
    public static Path of(String server) {
        return candidates()
                .map(folder -> folder.resolve(server))
                .filter(Files::isDirectory)
                .findFirst()
                .orElseThrow(() -> new ServerNotStarted("the jars of " + server
                        + " are not here. Build them with: mvn -q -f platform/embedded/servers package,"
                        + " or name their folder in KODA_SERVERS"));
    }

    private static Stream<Path> candidates() {
        Stream<Path> named = Stream.of(System.getProperty("koda.servers"), System.getenv("KODA_SERVERS"))
                .filter(Objects::nonNull)
                .map(Path::of);
        Stream<Path> roots = Stream.of(
                        codeSource(),
                        Optional.ofNullable(System.getProperty("koda.build.root"))
                                .map(Path::of),
                        Optional.of(Path.of("").toAbsolutePath()))
                .flatMap(Optional::stream);
        return Stream.concat(named, roots.flatMap(ServerJars::aboveAndHere));
    }

    private static Stream<Path> aboveAndHere(Path folder) {
        return Stream.iterate(folder, Objects::nonNull, Path::getParent)
                .flatMap(parent -> Stream.of(parent.resolve(IN_BUILD), parent.resolve(IN_RELEASE)));
    }

    private static Optional<Path> codeSource() {
        try {
            return Optional.ofNullable(ServerJars.class.getProtectionDomain().getCodeSource())
                    .map(source -> source.getLocation())
                    .filter(location -> "file".equals(location.getProtocol()))
                    .map(location -> Path.of(location.getPath()).getParent());
        } catch (RuntimeException unusual) {
            return Optional.empty();
        }
    }

    /** The java command of the JVM that runs this code. */
    public static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }
}
