package dev.koda.benchmarks.gateway;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The processes that stand at the door in turn, each held to the same one core where the host can do so. */
final class Peers {
    private static final int PATIENCE_SECONDS = 60;

    private final Path folder;

    Peers(Path folder) {
        this.folder = folder;
    }

    /** A started door and where it listens. */
    record Door(Process process, int port) implements AutoCloseable {
        String address() {
            return "http://127.0.0.1:" + port;
        }

        @Override
        public void close() {
            process.destroy();
            process.onExit()
                    .orTimeout(15, TimeUnit.SECONDS)
                    .exceptionally(late -> process.destroyForcibly())
                    .join();
        }
    }

    Door gateway(Path checkout, StubHouse house) throws IOException, InterruptedException {
        int port = freePort();
        List<String> command = new ArrayList<>(oneCore());
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-jar",
                checkout.resolve("web-gateway/target/quarkus-app/quarkus-run.jar")
                        .toString()));
        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> environment = builder.environment();
        for (String service : List.of("AUTH", "PROVIDER", "RUNTIME", "AUDIT", "STORAGE")) {
            environment.put("KODA_" + service + "_URL", house.address());
        }
        environment.put("KODA_HOME", folder.toString());
        environment.put("WEB_PORT", Integer.toString(port));
        environment.put("KODA_GATEWAY_MANAGEMENT_PORT", Integer.toString(freePort()));
        environment.put("KODA_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + freePort());
        environment.put("WEB_OPERATOR_SESSION_SECRET", "bench-3fA9kQ27zLwX81bNc5RtYv60PdGmHsJe");
        environment.put("KODA_SERVICE_KEY", "bench-Qm4Zt7Lc92VxR1pNw8KdHs60JyGfBa35");
        environment.put("CONTROL_PLANE_API_TOKEN", "bench-Tn2Wd8Xq46LbM9rZc1VkYp73HsGfJe50");
        environment.put("KODA_REQUESTS_PER_MINUTE_ANONYMOUS", "1000000");
        environment.put("KODA_REQUESTS_PER_MINUTE_OPERATOR", "1000000");
        return started(builder, "gateway", port);
    }

    /** nginx with one worker as a plain proxy; empty where it is not installed. */
    Optional<Door> nginx(StubHouse house) throws IOException, InterruptedException {
        if (new ProcessBuilder("sh", "-c", "command -v nginx").start().waitFor() != 0) {
            return Optional.empty();
        }
        int port = freePort();
        Path configuration = folder.resolve("nginx.conf");
        Files.writeString(configuration, String.format(Locale.ROOT, """
                        daemon off; worker_processes 1; pid %1$s/nginx.pid; error_log stderr error;
                        events { worker_connections 1024; }
                        http { access_log off;
                          client_body_temp_path %1$s; proxy_temp_path %1$s; fastcgi_temp_path %1$s;
                          uwsgi_temp_path %1$s; scgi_temp_path %1$s;
                          upstream house { server 127.0.0.1:%2$d; keepalive 64; keepalive_requests 10000000; }
                          server { listen 127.0.0.1:%3$d; keepalive_requests 10000000;
                            location / { proxy_pass http://house; proxy_http_version 1.1;
                              proxy_set_header Connection ""; } } }
                        """, folder, house.port(), port));
        List<String> command = new ArrayList<>(oneCore());
        command.addAll(List.of("nginx", "-c", configuration.toString(), "-p", folder.toString()));
        return Optional.of(started(new ProcessBuilder(command), "nginx", port));
    }

    private Door started(ProcessBuilder builder, String name, int port) throws IOException, InterruptedException {
        Path log = folder.resolve(name + ".log");
        Process process =
                builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        for (int second = 0; second < PATIENCE_SECONDS; second++) {
            try (Socket open = new Socket("127.0.0.1", port)) {
                return new Door(process, open.getPort());
            } catch (IOException notYet) {
                Thread.sleep(1_000);
            }
        }
        process.destroyForcibly();
        throw new IllegalStateException(name + " did not start:\n" + Files.readString(log));
    }

    private static List<String> oneCore() throws IOException, InterruptedException {
        boolean bound = new ProcessBuilder("taskset", "-c", "0", "true").start().waitFor() == 0;
        return bound ? List.of("taskset", "-c", "0") : List.of();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
