package dev.koda.benchmarks.load;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Runs a main class with the classes of this process in a JVM like those of the services. The build's own JVM is told to start fast
 * and so never compiles anything well: what is measured in it, or pressed by it, is some three times too slow.
 */
public final class OwnJvm {
    /** As the stack starts auth-service. */
    private static final List<String> FLAGS = List.of("-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-Xmx192m");

    private OwnJvm() {}

    /** Returns once it has ended well; fails when it did not, or took longer than {@code limit}. */
    public static void run(Duration limit, Class<?> main, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.addAll(List.of("-cp", classPath(), main.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).inheritIO().start();
        try {
            if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException(main.getSimpleName() + " did not end well");
            }
        } finally {
            process.destroy();
        }
    }

    private static String classPath() {
        if (Thread.currentThread().getContextClassLoader() instanceof URLClassLoader loader) {
            return Arrays.stream(loader.getURLs()).map(OwnJvm::file).collect(Collectors.joining(":"));
        }
        return System.getProperty("java.class.path");
    }

    private static String file(URL url) {
        try {
            return Path.of(new URI(url.toString())).toString();
        } catch (URISyntaxException unusable) {
            throw new IllegalStateException("a class path that is not of files: " + url, unusable);
        }
    }
}
