package dev.koda.benchmarks.login;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;

import dev.koda.benchmarks.evidence.Evidence;
import dev.koda.benchmarks.load.ClosedLoop;
import dev.koda.benchmarks.load.Measured;
import dev.koda.benchmarks.stack.StartedStack;

/**
 * Sign-ins a second through the gateway beside the raw Argon2id rate of the machine with the same parameters, and what other
 * callers feel meanwhile. The limits at the door are lifted by their settings, as a load test of an operator would.
 */
public final class LoginBenchmark {
    private static final Duration LENGTH = Duration.ofSeconds(15);
    private static final Map<String, String> NO_LIMITS = Map.of(
            "KODA_LOGINS_PER_FIVE_MINUTES", "100000",
            "KODA_REQUESTS_PER_MINUTE_ANONYMOUS", "1000000",
            "KODA_REQUESTS_PER_MINUTE_OPERATOR", "1000000");

    private final HttpClient client = HttpClient.newHttpClient();
    private final StartedStack stack;

    private LoginBenchmark(StartedStack stack) {
        this.stack = stack;
    }

    public static Path run(Path checkout, Path evidence, Clock clock) throws Exception {
        StartedStack stack = new StartedStack(checkout, Files.createTempDirectory("koda-bench-home"), NO_LIMITS);
        try {
            String started = stack.output("up", "--sample");
            return new LoginBenchmark(stack)
                    .measure(value(started, "owner"), value(started, "password"), evidence, clock);
        } finally {
            stack.timed("down");
        }
    }

    private Path measure(String owner, String password, Path evidence, Clock clock) throws Exception {
        int cores = Runtime.getRuntime().availableProcessors();
        Callable<?> raw = new RawHash(password)::once;
        Callable<?> login = () -> login(owner, password);
        Callable<?> other = () ->
                ok(send(HttpRequest.newBuilder(URI.create(stack.address() + "/api/control-plane/onboarding/status"))));
        new ClosedLoop(cores, Duration.ofSeconds(4)).run(raw);
        new ClosedLoop(cores, Duration.ofSeconds(4)).run(login);

        Measured hashes = new ClosedLoop(cores, LENGTH).run(raw);
        Measured calm = new ClosedLoop(1, LENGTH).run(other);
        Measured logins;
        Measured meanwhile;
        try (var beside = Executors.newSingleThreadExecutor()) {
            CompletableFuture<Measured> neighbour = CompletableFuture.supplyAsync(() -> paced(other), beside);
            logins = new ClosedLoop(cores * 2, LENGTH).run(login);
            meanwhile = neighbour.get();
        }
        Measured calmAgain = paced(other);
        return new Evidence("login", "Sign-in beside the raw hash", clock)
                .table("What", "per second", "p50 ms", "p99 ms", "failed")
                .row(
                        "Argon2id alone, one a core",
                        hashes.perSecond(),
                        hashes.millisAt(0.5),
                        hashes.millisAt(0.99),
                        hashes.failed())
                .row(
                        "sign-in through the gateway",
                        logins.perSecond(),
                        logins.millisAt(0.5),
                        logins.millisAt(0.99),
                        logins.failed())
                .row(
                        "another call, calm, back to back",
                        calm.perSecond(),
                        calm.millisAt(0.5),
                        calm.millisAt(0.99),
                        calm.failed())
                .row(
                        "another call, calm, 50 a second",
                        calmAgain.perSecond(),
                        calmAgain.millisAt(0.5),
                        calmAgain.millisAt(0.99),
                        calmAgain.failed())
                .row(
                        "another call during the sign-ins, 50 a second",
                        meanwhile.perSecond(),
                        meanwhile.millisAt(0.5),
                        meanwhile.millisAt(0.99),
                        meanwhile.failed())
                .text("")
                .table("Ratio", "measured", "goal")
                .row("sign-ins / raw hashes", logins.perSecond() / hashes.perSecond(), "≥ 0.9")
                .row("p99 of another call, during / calm", meanwhile.millisAt(0.99) / calmAgain.millisAt(0.99), "≤ 1.5")
                .text("")
                .text(
                        "Load generator, gateway, service and database share the cores, so the first ratio is a lower bound.")
                .write(evidence);
    }

    /** Fifty calls a second, so that the caller itself takes next to nothing from the machine. */
    private static Measured paced(Callable<?> operation) {
        try {
            return new ClosedLoop(1, LENGTH).every(Duration.ofMillis(20)).run(operation);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException("the neighbour was interrupted", stopped);
        }
    }

    private Object login(String owner, String password) throws Exception {
        return ok(send(HttpRequest.newBuilder(URI.create(stack.address() + "/api/control-plane/auth/login"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(
                        "{\"identifier\":\"" + owner + "\",\"password\":\"" + password + "\"}"))));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
    }

    private static Object ok(HttpResponse<String> response) {
        if (response.statusCode() != 200) {
            throw new IllegalStateException("status " + response.statusCode());
        }
        return response;
    }

    private static String value(String output, String key) {
        return output.lines()
                .filter(line -> line.startsWith(key + ": "))
                .map(line -> line.substring(key.length() + 2).strip())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("koda up printed no " + key));
    }
}
