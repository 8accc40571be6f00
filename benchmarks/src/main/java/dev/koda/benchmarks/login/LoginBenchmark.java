package dev.koda.benchmarks.login;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;

import dev.koda.auth.password.RawHash;
import dev.koda.benchmarks.evidence.Evidence;
import dev.koda.benchmarks.load.ClosedLoop;
import dev.koda.benchmarks.load.Measured;
import dev.koda.benchmarks.load.OwnJvm;
import dev.koda.benchmarks.stack.StartedStack;

/**
 * Sign-ins a second through the gateway beside the raw Argon2id rate of the machine with the same parameters, what other
 * callers feel meanwhile, and whether the time tells who exists. Measurements take turns, once everything is warm. Hashes
 * and load run in a JVM with the flags of auth-service. The limits at the door are lifted by their settings, as a load
 * test of an operator would.
 */
public final class LoginBenchmark {
    private static final Duration LIMIT = Duration.ofMinutes(25);
    private static final int ROUNDS = 10;
    private static final Duration ROUND = Duration.ofSeconds(6);
    private static final Duration WARM = Duration.ofSeconds(10);
    /** At fifty sign-ins a second the compilers of all services, which are called as seldom, have work for minutes. */
    private static final Duration WARM_SIGN_INS = Duration.ofMinutes(8);

    private static final Duration PACE = Duration.ofMillis(50);
    private static final int CORES = Runtime.getRuntime().availableProcessors();
    private static final int TRIES = 200;
    private static final Map<String, String> NO_LIMITS = Map.of(
            "CONTROL_PLANE_OPERATOR_LOGIN_MAX_FAILURES", "100",
            "KODA_LOGINS_PER_FIVE_MINUTES", "100000",
            "KODA_REQUESTS_PER_MINUTE_ANONYMOUS", "1000000",
            "KODA_REQUESTS_PER_MINUTE_OPERATOR", "1000000");

    private final People people;
    private final List<String> emails;
    private final Shares shares;
    private final Callable<?> raw = new RawHash(People.PASSWORD)::once;
    private final Callable<?> login;
    private final Callable<?> other;

    private LoginBenchmark(People people, List<String> emails, Callers callers, Shares shares) {
        this.people = people;
        this.emails = emails;
        this.shares = shares;
        this.login = callers.signIn();
        this.other = callers.other();
    }

    public static Path run(Path checkout, Path evidence, Clock clock) throws Exception {
        OwnJvm.run(LIMIT, LoginBenchmark.class, checkout.toString(), evidence.toString());
        return evidence.resolve("login.md");
    }

    /** Measures; the checkout and the folder of the page are its arguments. */
    public static void main(String... folders) throws Exception {
        StartedStack stack =
                new StartedStack(Path.of(folders[0]), Files.createTempDirectory("koda-bench-home"), NO_LIMITS);
        try {
            String started = stack.output("up", "--sample");
            People people = new People(stack.address());
            List<String> emails = people.invited(CORES * 4, value(started, "owner"), value(started, "password"));
            Callers callers = new Callers(stack.address(), emails);
            new LoginBenchmark(people, emails, callers, new Shares(stack.pids()))
                    .measure()
                    .write(Path.of(folders[1]));
        } finally {
            stack.timed("down");
        }
    }

    private Evidence measure() throws Exception {
        new ClosedLoop(CORES, WARM).computing().run(raw);
        new ClosedLoop(CORES, WARM).run(other);
        long warmUp = besideOthers(new ClosedLoop(CORES * 2, WARM_SIGN_INS), login)
                .counted()
                .completed();
        Rounds hashes = new Rounds();
        Rounds calm = new Rounds();
        Rounds logins = new Rounds();
        Rounds meanwhile = new Rounds();
        for (int round = 0; round < ROUNDS; round++) {
            calm.add(paced(ROUND));
            hashes.add(
                    besideOthers(new ClosedLoop(CORES, ROUND).computing(), raw).counted());
            shares.begin();
            Pair together = besideOthers(new ClosedLoop(CORES * 2, ROUND), login);
            shares.end();
            logins.add(together.counted());
            meanwhile.add(together.neighbour());
        }
        WhoExists who = new WhoExists(people);
        who.run(TRIES, emails.getFirst());
        return new LoginPage(WARM_SIGN_INS, warmUp, hashes.sum(), logins.sum(), calm.sum(), meanwhile.sum())
                .page(emails.size(), shares.millis(logins.sum().completed()), who);
    }

    private record Pair(Measured counted, Measured neighbour) {}

    /** A load, and beside it somebody who calls twenty times a second: raw hashes have to bear that too. */
    private Pair besideOthers(ClosedLoop load, Callable<?> counted) throws Exception {
        try (var beside = Executors.newSingleThreadExecutor()) {
            CompletableFuture<Measured> neighbour = CompletableFuture.supplyAsync(() -> paced(load.length()), beside);
            return new Pair(load.run(counted), neighbour.get());
        }
    }

    /** Twenty calls a second, so that the caller itself takes next to nothing from the machine. */
    private Measured paced(Duration length) {
        try {
            return new ClosedLoop(1, length).every(PACE).run(other);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException("the neighbour was interrupted", stopped);
        }
    }

    private static String value(String output, String key) {
        return output.lines()
                .filter(line -> line.startsWith(key + ": "))
                .map(line -> line.substring(key.length() + 2).strip())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("koda up printed no " + key));
    }
}
