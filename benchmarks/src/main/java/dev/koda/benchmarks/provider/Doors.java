package dev.koda.benchmarks.provider;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The peers: doors to the same vendor that others ship. Each is empty where it cannot be had. */
final class Doors {
    private static final int INSTALL_MINUTES = 5;
    private static final String NODE_GATEWAY = "@portkey-ai/gateway@1.15.2";

    private final Path folder;
    private final StubVendor vendor;

    Doors(Path folder, StubVendor vendor) {
        this.folder = folder;
        this.vendor = vendor;
    }

    /** nginx with one worker: a plain proxy that knows no caller, no budget and no peer. */
    Optional<Door> nginx() throws IOException, InterruptedException {
        if (!has("nginx")) {
            return Optional.empty();
        }
        int port = Door.freePort();
        Path configuration = folder.resolve("nginx.conf");
        Files.writeString(configuration, String.format(Locale.ROOT, """
                        daemon off; worker_processes 1; pid %1$s/nginx.pid; error_log stderr error;
                        events { worker_connections 4096; }
                        http { access_log off; proxy_buffering off;
                          client_body_temp_path %1$s; proxy_temp_path %1$s; fastcgi_temp_path %1$s;
                          uwsgi_temp_path %1$s; scgi_temp_path %1$s;
                          upstream vendor { server 127.0.0.1:%2$d; keepalive 64; keepalive_requests 10000000; }
                          server { listen 127.0.0.1:%3$d; keepalive_requests 10000000;
                            location / { proxy_pass http://vendor; proxy_http_version 1.1;
                              proxy_set_header Connection ""; } } }
                        """, folder, vendor.port(), port));
        var command = new ProcessBuilder("nginx", "-c", configuration.toString(), "-p", folder.toString());
        return Optional.of(Door.start("nginx", port, Map.of(), command, folder));
    }

    /** A gateway to model vendors that npm distributes, without any of its plugins. */
    Optional<Door> nodeGateway() throws IOException, InterruptedException {
        if (!has("node") || !has("npm") || !installed()) {
            return Optional.empty();
        }
        int port = Door.freePort();
        var command = new ProcessBuilder(
                "node",
                folder.resolve("node_modules/@portkey-ai/gateway/build/start-server.js")
                        .toString(),
                "--port=" + port,
                "--headless");
        command.environment().put("NODE_ENV", "production");
        Map<String, String> headers = Map.of(
                "x-portkey-provider",
                "openai",
                "x-portkey-custom-host",
                vendor.address() + "/v1",
                "Authorization",
                "Bearer sk-bench-0123456789");
        return Optional.of(Door.start("node-gateway", port, headers, command, folder));
    }

    private boolean installed() throws IOException, InterruptedException {
        Process npm = new ProcessBuilder(
                        "npm", "install", "--prefix", folder.toString(), "--no-audit", "--no-fund", NODE_GATEWAY)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("npm.log").toFile())
                .start();
        boolean ended = npm.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES);
        if (!ended) {
            npm.destroyForcibly();
        }
        return ended && npm.exitValue() == 0;
    }

    private static boolean has(String program) throws IOException, InterruptedException {
        return new ProcessBuilder("sh", "-c", "command -v " + program).start().waitFor() == 0;
    }
}
