package dev.koda.benchmarks.provider;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.koda.benchmarks.load.ProcessCost;

/**
 * A started process that stands between callers and the vendor, held to one core where the host can do so.
 *
 * @param headers what a caller sends along to get through
 */
record Door(String name, Process process, String address, Map<String, String> headers) implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 120;

    /** Starts the command and waits until it takes connections at the port. */
    static Door start(String name, int port, Map<String, String> headers, ProcessBuilder command, Path folder)
            throws IOException, InterruptedException {
        List<String> bound = new ArrayList<>(oneCore());
        bound.addAll(command.command());
        Path log = folder.resolve(name + ".log");
        Process process = command.command(bound)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        for (int second = 0; second < PATIENCE_SECONDS && process.isAlive(); second++) {
            try (Socket open = new Socket("127.0.0.1", port)) {
                return new Door(name, process, "http://127.0.0.1:" + open.getPort(), headers);
            } catch (IOException notYet) {
                Thread.sleep(1_000);
            }
        }
        process.destroyForcibly();
        throw new IllegalStateException(name + " did not start:\n" + Files.readString(log));
    }

    /** Seconds of processor time of the process and its children. */
    double cpuSeconds() throws IOException {
        double sum = ProcessCost.cpuSeconds(process.pid());
        for (ProcessHandle child : process.descendants().toList()) {
            sum += ProcessCost.cpuSeconds(child.pid());
        }
        return sum;
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static List<String> oneCore() throws IOException, InterruptedException {
        boolean can =
                new ProcessBuilder("sh", "-c", "taskset -c 0 true").start().waitFor() == 0;
        return can ? List.of("taskset", "-c", "0") : List.of();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit()
                .orTimeout(30, TimeUnit.SECONDS)
                .exceptionally(late -> process.destroyForcibly())
                .join();
    }
}
