package dev.koda.platform.embedded.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

import dev.koda.platform.embedded.process.ServerJars;
import dev.koda.platform.embedded.process.ServerNotStarted;

/**
 * The server's programs, unpacked once per version into a cache: {@code KODA_CACHE}, else {@code koda} below the
 * user's cache folder, else below the temporary folder.
 */
final class PostgresBinaries {

    private PostgresBinaries() {}

    /** The folder that holds {@code bin/postgres}. Several processes may ask at once; one unpacks. */
    static Path unpacked(Consumer<String> progress) {
        Path jar = jar();
        String name = jar.getFileName().toString().replace(".jar", "");
        try {
            Path cache = cache();
            Path home = cache.resolve(name);
            try (FileChannel channel = FileChannel.open(
                            cache.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                if (lock.isValid() && !Files.isExecutable(home.resolve("bin/postgres"))) {
                    progress.accept("unpacking PostgreSQL");
                    unpack(jar, home);
                }
            }
            return home;
        } catch (IOException failure) {
            throw new ServerNotStarted("PostgreSQL could not be unpacked: " + failure.getMessage(), failure);
        }
    }

    private static Path jar() {
        Path folder = ServerJars.of("postgres");
        try (Stream<Path> jars = Files.list(folder)) {
            return jars.filter(file -> file.toString().endsWith(".jar"))
                    .max(Comparator.naturalOrder())
                    .orElseThrow(() -> new ServerNotStarted("no PostgreSQL jar in " + folder));
        } catch (IOException failure) {
            throw new ServerNotStarted("cannot read " + folder, failure);
        }
    }

    private static Path cache() throws IOException {
        Path user = Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .map(Path::of)
                .orElse(Path.of(System.getProperty("user.home"), ".cache"));
        List<Path> places = Stream.concat(
                        Optional.ofNullable(System.getenv("KODA_CACHE")).map(Path::of).stream(),
                        Stream.of(
                                user.resolve("koda"),
                                Path.of(System.getProperty("java.io.tmpdir"))
                                        .resolve("koda-cache-" + System.getProperty("user.name"))))
                .toList();
        IOException last = new IOException("no cache folder can be written: " + places);
        for (Path place : places) {
            try {
                Files.createDirectories(place);
                if (Files.isWritable(place)) {
                    return place;
                }
            } catch (IOException refused) {
                last.addSuppressed(refused);
            }
        }
        throw last;
    }

    private static void unpack(Path jar, Path home) throws IOException {
        Path partial = home.resolveSibling(home.getFileName() + ".partial");
        deleteTree(partial);
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry archive = zip.stream()
                    .filter(entry -> entry.getName().endsWith(".txz"))
                    .findFirst()
                    .map(ZipEntry.class::cast)
                    .orElseThrow(() -> new IOException(jar + " holds no archive"));
            try (InputStream packed = new BufferedInputStream(zip.getInputStream(archive));
                    TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(packed))) {
                for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    unpack(tar, entry, partial);
                }
            }
        }
        deleteTree(home);
        Files.move(partial, home, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void unpack(InputStream content, TarArchiveEntry entry, Path root) throws IOException {
        Path target = root.resolve(entry.getName()).normalize();
        if (!target.startsWith(root)) {
            throw new IOException("the archive names a path outside itself: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, target);
        boolean executable = (entry.getMode() & 0111) != 0;
        if (executable && !target.toFile().setExecutable(true, false)) {
            throw new IOException("cannot make executable: " + target);
        }
    }

    static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(root)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
