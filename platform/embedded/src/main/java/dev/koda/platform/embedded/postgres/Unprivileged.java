package dev.koda.platform.embedded.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.koda.platform.embedded.process.ServerNotStarted;

/**
 * PostgreSQL refuses to run as root, and as a user that has no name. Such a one starts it in a user namespace of its own, where it is nobody in
 * particular and still owns its files; where namespaces are forbidden, root starts it as the user {@code nobody}.
 */
final class Unprivileged {

    private static final List<String> NAMESPACE = List.of("unshare", "-U");
    private static final List<String> NOBODY =
            List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups");

    private Unprivileged() {}

    /** What to put before the command; empty for an ordinary user. */
    static List<String> prefix() {
        if (!isRoot() && hasName()) {
            return List.of();
        }
        if (succeeds(Stream.concat(NAMESPACE.stream(), Stream.of("true")).toList())) {
            return NAMESPACE;
        }
        if (succeeds(Stream.concat(NOBODY.stream(), Stream.of("true")).toList())) {
            return NOBODY;
        }
        throw new ServerNotStarted(
                "PostgreSQL runs neither as root nor as a user without a name, and neither unshare nor"
                        + " setpriv works here."
                        + " Run koda as an ordinary user, or set KNOWLEDGE_V2_POSTGRES_DSN to a server of your own");
    }

    /** Gives the folders to the user the prefix runs as; a no-op for the others. */
    static void handOver(List<String> prefix, Path... paths) {
        if (!prefix.equals(NOBODY)) {
            return;
        }
        for (Path path : paths) {
            if (!succeeds(List.of("chown", "-R", "nobody:nogroup", path.toString()))
                    || !succeeds(
                            List.of("setpriv", "--reuid=nobody", "--clear-groups", "test", "-x", path.toString()))) {
                throw new ServerNotStarted("the user nobody cannot reach " + path
                        + ". Put KODA_HOME below a folder that everyone may enter, or run koda as an ordinary user");
            }
        }
    }

    /** Containers are run under any number; PostgreSQL insists on a name for it. */
    private static boolean hasName() {
        return succeeds(List.of("id", "-un"));
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name")) || succeeds(List.of("sh", "-c", "[ \"$(id -u)\" = 0 ]"));
    }

    private static boolean succeeds(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException absent) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
