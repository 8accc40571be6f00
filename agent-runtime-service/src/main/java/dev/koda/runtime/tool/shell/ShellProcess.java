package dev.koda.runtime.tool.shell;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A command line as a process group of its own, bounded in time, memory, processes, file size and output. The group dies
 * when the time is over, when the task's thread is interrupted, and, by a watcher inside it, with this process.
 */
final class ShellProcess {
    private static final Duration REAP = Duration.ofSeconds(2);
    /** Bytes of output kept; the rest is read and dropped so that the command does not block. */
    private static final int MOST_OUTPUT = 256 * 1024;

    /**
     * Runs inside the group: the limits, a watcher that ends the group when the runtime is gone, then the command.
     * Units of ulimit: CPU seconds, KiB of address space, processes, 512-byte blocks of a file.
     */
    private static final String WRAPPER = """
            (while kill -0 "$KODA_PARENT" 2>/dev/null; do sleep 1; done; kill -KILL 0) >/dev/null 2>&1 &
            watcher=$!
            (ulimit -t "$KODA_CPU" -v "$KODA_MEMORY" -f 2097152 2>/dev/null; ulimit -u 512 2>/dev/null
             unset KODA_CPU KODA_MEMORY KODA_PARENT; command="$KODA_COMMAND"; unset KODA_COMMAND; exec sh -c "$command")
            result=$?
            kill "$watcher" 2>/dev/null
            exit "$result\"""";

    private static final long MEMORY_KIB = 4L * 1024 * 1024;

    private final Path workspace;
    private final Map<String, String> environment;
    private final Optional<Path> bubblewrap;

    ShellProcess(Path workspace, Map<String, String> environment, Optional<Path> bubblewrap) {
        this.workspace = workspace;
        this.environment = environment;
        this.bubblewrap = bubblewrap;
    }

    /** @param exit the exit code, or -1 when the time was over */
    record Outcome(int exit, String output, boolean timedOut, boolean cut) {}

    Outcome run(String command, Duration most) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(commandLine()).directory(workspace.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().put("KODA_COMMAND", command);
        builder.environment().put("KODA_CPU", Long.toString(Math.max(1, most.toSeconds())));
        builder.environment().put("KODA_MEMORY", Long.toString(MEMORY_KIB));
        builder.environment()
                .put("KODA_PARENT", Long.toString(ProcessHandle.current().pid()));
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            return await(process, most);
        } finally {
            endGroup(process);
        }
    }

    /** The command behind {@code setsid}, which makes it the leader of its own group, and the sandbox where there is one. */
    List<String> commandLine() {
        List<String> line = new ArrayList<>(List.of("setsid", "-w"));
        bubblewrap.ifPresent(program -> line.addAll(List.of(
                program.toString(),
                "--ro-bind",
                "/",
                "/",
                "--tmpfs",
                "/tmp",
                "--dev",
                "/dev",
                "--proc",
                "/proc",
                "--bind",
                workspace.toString(),
                workspace.toString(),
                "--chdir",
                workspace.toString(),
                "--unshare-net",
                "--unshare-ipc",
                "--unshare-uts",
                "--die-with-parent",
                "--new-session")));
        line.addAll(List.of("sh", "-c", WRAPPER));
        return line;
    }

    private static Outcome await(Process process, Duration most) throws InterruptedException {
        var output = new ByteArrayOutputStream();
        boolean[] cut = {false};
        Thread reader =
                Thread.ofVirtual().name("shell-output").start(() -> cut[0] = read(process.getInputStream(), output));
        boolean ended = process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS);
        if (!ended) {
            endGroup(process);
        }
        reader.join(REAP);
        synchronized (output) {
            return new Outcome(
                    ended ? process.exitValue() : -1, output.toString(StandardCharsets.UTF_8), !ended, cut[0]);
        }
    }

    private static boolean read(InputStream input, ByteArrayOutputStream output) {
        byte[] buffer = new byte[8192];
        boolean dropped = false;
        try {
            for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
                synchronized (output) {
                    int room = Math.min(read, MOST_OUTPUT - output.size());
                    output.write(buffer, 0, room);
                    dropped |= room < read;
                }
            }
        } catch (IOException closed) {
            return true;
        }
        return dropped;
    }

    /** Kills the whole group: the process is its leader's parent, so the children are found below it. */
    private static void endGroup(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
