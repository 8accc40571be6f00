package dev.koda.benchmarks.stack;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** A Koda with a home of its own, driven by the built command. */
public final class StartedStack {
    private static final long LIMIT_MINUTES = 6;
    private final Path checkout;
    private final Path home;
    private final int port;
    private final Map<String, String> settings;

    public StartedStack(Path checkout, Path home) throws IOException {
        this(checkout, home, Map.of());
    }

    public StartedStack(Path checkout, Path home, Map<String, String> settings) throws IOException {
        this.checkout = checkout;
        this.home = home;
        this.settings = settings;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
    }

    /** Runs the command and returns the seconds it took; fails when the command does. */
    public double timed(String... arguments) throws IOException, InterruptedException {
        long before = System.nanoTime();
        output(arguments);
        return (System.nanoTime() - before) / 1e9;
    }

    /** Runs the command and returns what it printed; fails when the command does. */
    public String output(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                checkout.resolve("cli/target/koda-cli.jar").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(settings);
        builder.environment().put("KODA_HOME", home.toString());
        builder.environment().put("WEB_PORT", Integer.toString(port));
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new IllegalStateException("koda " + String.join(" ", arguments) + " failed:\n" + printed);
        }
        return printed;
    }

    public String address() {
        return "http://127.0.0.1:" + port;
    }

    /** A value of the home's own settings file. */
    public String setting(String name) throws IOException {
        return Files.readAllLines(home.resolve(".env")).stream()
                .filter(line -> line.startsWith(name + "="))
                .map(line -> line.substring(name.length() + 1))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(name + " is not set"));
    }

    /** The process of a running part. */
    public long pid(String part) throws IOException, InterruptedException {
        Long pid = pids().get(part);
        if (pid == null) {
            throw new IllegalStateException(part + " is not running");
        }
        return pid;
    }

    /** The processes of all running parts by their names. */
    public Map<String, Long> pids() throws IOException, InterruptedException {
        Map<String, Long> pids = new LinkedHashMap<>();
        for (JsonNode service :
                new ObjectMapper().readTree(output("status", "--json")).path("services")) {
            if (service.path("pid").asLong() > 0) {
                pids.put(service.path("name").asText(), service.path("pid").asLong());
            }
        }
        return pids;
    }
}
