package dev.koda.system.recording;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * The world outside: it keeps every call it gets at {@code /<task>/<call>?wait_ms=<n>}, before it answers, and forgets
 * none. It knows nothing of Koda, so what it holds is what happened.
 */
public final class RecordingEndpoint implements AutoCloseable {
    private static final int LONGEST_WAIT = 10_000;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<Arrival> arrivals = new ConcurrentLinkedQueue<>();
    private final Clock clock = Clock.systemUTC();

    public RecordingEndpoint() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        server.setExecutor(threads);
        server.createContext("/", this::record);
        server.start();
    }

    /** {@code host:port}, as the setting of allowed private targets takes it. */
    public String target() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** The address of one call of one task. */
    public String address(String task, String call, int waitMillis) {
        return "http://" + target() + "/" + task + "/" + call + "?wait_ms=" + waitMillis;
    }

    /** All calls so far, in the order they came in. */
    public List<Arrival> arrivals() {
        return List.copyOf(arrivals);
    }

    /** The calls of one name of one task. */
    public List<Arrival> arrivals(String task, String call) {
        return arrivals.stream()
                .filter(arrival -> arrival.task().equals(task) && arrival.call().equals(call))
                .toList();
    }

    private void record(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            String[] path = exchange.getRequestURI().getPath().split("/", 3);
            arrivals.add(new Arrival(
                    path[1],
                    path[2],
                    exchange.getRequestMethod(),
                    Optional.ofNullable(exchange.getRequestHeaders().getFirst("Idempotency-Key"))
                            .orElse(""),
                    clock.instant()));
            Thread.sleep(waitMillis(exchange.getRequestURI().getQuery()));
            byte[] body = ("{\"recorded\":\"" + path[2] + "\"}").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static int waitMillis(String query) {
        return query == null ? 0 : Math.clamp(Integer.parseInt(query.substring("wait_ms=".length())), 0, LONGEST_WAIT);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
