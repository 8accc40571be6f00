package dev.koda.platform.embedded.process;

import java.io.IOException;

/**
 * A tiny shell process that ends a server when another process, its guardian, has ended in whatever way. The kernel's
 * own death signal would not do: it follows the thread that forked, and JVM threads come and go.
 */
final class OrphanGuard {

    /** Arguments: guardian, server, signal. A zombie counts as gone. Ten seconds after the signal the server is killed. */
    private static final String SCRIPT = """
            alive() {
              if [ -d /proc/self ]; then
                case "$(sed -n 's/^State:[[:space:]]*\\(.\\).*/\\1/p' "/proc/$1/status" 2>/dev/null)" in ''|Z|X) return 1;; esac
              else kill -0 "$1" 2>/dev/null; fi
            }
            while alive "$1"; do alive "$2" || exit 0; sleep 1; done
            kill "-$3" "$2" 2>/dev/null
            n=0; while alive "$2" && [ $n -lt 10 ]; do sleep 1; n=$((n+1)); done
            alive "$2" && kill -KILL "$2" 2>/dev/null
            exit 0
            """;

    private OrphanGuard() {}

    static void bind(long server, long guardian, String signal) {
        try {
            new ProcessBuilder("sh", "-c", SCRIPT, "koda-guard", Long.toString(guardian), Long.toString(server), signal)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException failure) {
            throw new ServerNotStarted("the guard of process " + server + " could not be started", failure);
        }
    }
}
