package dev.koda.benchmarks.login;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import dev.koda.auth.password.RawHash;
import dev.koda.benchmarks.evidence.Evidence;
import dev.koda.benchmarks.load.ClosedLoop;
import dev.koda.benchmarks.load.Measured;
import dev.koda.benchmarks.stack.StartedStack;

/**
 * Sign-ins a second through the gateway beside the raw Argon2id rate of the machine with the same parameters, what other
 * callers feel meanwhile, and whether the time tells who exists. Measurements take turns. The limits at the door are lifted
 * by their settings, as a load test of an operator would.
 */
public final class LoginBenchmark {
    private static final int ROUNDS = 5;
    private static final Duration ROUND = Duration.ofSeconds(6);
    private static final Duration WARM = Duration.ofSeconds(8);
    private static final int CORES = Runtime.getRuntime().availableProcessors();
    private static final int TRIES = 200;
    private static final Map<String, String> NO_LIMITS = Map.of(
            "CONTROL_PLANE_OPERATOR_LOGIN_MAX_FAILURES", "100",
            "KODA_LOGINS_PER_FIVE_MINUTES", "100000",
            "KODA_REQUESTS_PER_MINUTE_ANONYMOUS", "1000000",
            "KODA_REQUESTS_PER_MINUTE_OPERATOR", "1000000");

    private final People people;
    private final List<String> emails;
    private final AtomicInteger turn = new AtomicInteger();
    private final Callable<?> raw = new RawHash(People.PASSWORD)::once;
    private final Callable<?> bouncy = new BouncyHash(People.PASSWORD)::once;
    private final Callable<?> login;
    private final Callable<?> other;

    private LoginBenchmark(People people, List<String> emails) {
        this.people = people;
        this.emails = emails;
        this.login = () -> ok(people.signIn(nextOne(), People.PASSWORD));
        this.other = () -> ok(people.other());
    }

    public static Path run(Path checkout, Path evidence, Clock clock) throws Exception {
        StartedStack stack = new StartedStack(checkout, Files.createTempDirectory("koda-bench-home"), NO_LIMITS);
        try {
            String started = stack.output("up", "--sample");
            People people = new People(stack.address());
            List<String> emails = people.invited(CORES * 4, value(started, "owner"), value(started, "password"));
            return new LoginBenchmark(people, emails).measure(evidence, clock);
        } finally {
            stack.timed("down");
        }
    }

    private Path measure(Path evidence, Clock clock) throws Exception {
        for (Callable<?> each : List.of(raw, bouncy, login, other)) {
            new ClosedLoop(CORES, WARM).run(each);
        }
        Rounds hashes = new Rounds();
        Rounds bouncyHashes = new Rounds();
        Rounds calm = new Rounds();
        Rounds logins = new Rounds();
        Rounds meanwhile = new Rounds();
        for (int round = 0; round < ROUNDS; round++) {
            hashes.add(new ClosedLoop(CORES, ROUND).run(raw));
            bouncyHashes.add(new ClosedLoop(CORES, ROUND).run(bouncy));
            calm.add(paced());
            together(logins, meanwhile);
        }
        WhoExists who = new WhoExists(people);
        who.run(TRIES, emails.getFirst());
        Evidence page = new Evidence("login", "Sign-in beside the raw hash", clock)
                .table("What", "per second", "p50 ms", "p99 ms", "failed");
        row(page, "Koda's Argon2id alone, one a core", hashes.sum());
        row(page, "Bouncy Castle's Argon2id alone, one a core", bouncyHashes.sum());
        row(page, "sign-in of " + emails.size() + " people through the gateway", logins.sum());
        row(page, "another call, calm, 50 a second", calm.sum());
        row(page, "another call during the sign-ins, 50 a second", meanwhile.sum());
        double rate = logins.sum().perSecond();
        return page.text("")
                .table("Ratio", "measured", "goal")
                .row("sign-ins / raw hashes, Koda's", rate / hashes.sum().perSecond(), "≥ 0.9")
                .row(
                        "sign-ins / raw hashes, Bouncy Castle's",
                        rate / bouncyHashes.sum().perSecond(),
                        "")
                .row(
                        "p99 of another call, during / calm",
                        meanwhile.sum().millisAt(0.99) / calm.sum().millisAt(0.99),
                        "≤ 1.5")
                .text("")
                .table("A wrong password, " + TRIES + " tries each, in turn", "median ms")
                .row("for a name somebody has", who.knownMedian())
                .row("for a name nobody has", who.unknownMedian())
                .row("difference in percent (goal: < 5)", who.differencePercent())
                .text("")
                .text(
                        "All measurements take turns. Load generator, gateway, services, broker and database share the cores with the hashes of a sign-in, so the first ratio is a lower bound.")
                .write(evidence);
    }

    /** Two sign-ins a core, and beside them somebody who calls fifty times a second. */
    private void together(Rounds logins, Rounds meanwhile) throws Exception {
        try (var beside = Executors.newSingleThreadExecutor()) {
            CompletableFuture<Measured> neighbour = CompletableFuture.supplyAsync(this::paced, beside);
            logins.add(new ClosedLoop(CORES * 2, ROUND).run(login));
            meanwhile.add(neighbour.get());
        }
    }

    /** Fifty calls a second, so that the caller itself takes next to nothing from the machine. */
    private Measured paced() {
        try {
            return new ClosedLoop(1, ROUND).every(Duration.ofMillis(20)).run(other);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException("the neighbour was interrupted", stopped);
        }
    }

    private String nextOne() {
        return emails.get(Math.floorMod(turn.getAndIncrement(), emails.size()));
    }

    private static void row(Evidence page, String what, Measured measured) {
        page.row(what, measured.perSecond(), measured.millisAt(0.5), measured.millisAt(0.99), measured.failed());
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
