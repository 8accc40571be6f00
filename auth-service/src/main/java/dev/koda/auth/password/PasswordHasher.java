package dev.koda.auth.password;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.unchecked.Unchecked;

import dev.koda.auth.secret.SecretTokens;
import dev.koda.auth.settings.AuthConfig;
import dev.koda.platform.problem.Problem;
import dev.koda.platform.security.WayBack;

/**
 * Computes slow hashes on a pool of its own, so that logins never stall other calls. The pool's queue is bounded; what
 * does not fit is refused with 503 at once instead of making everybody wait. Its threads step back for all others, so
 * that whoever waits for something short does not wait for a hash. Results arrive on the caller's context.
 */
@ApplicationScoped
public class PasswordHasher {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final SecretTokens secrets;
    private final Argon2 cost;
    private final ThreadPoolExecutor pool;
    private final Timer timer;
    /** Of the pool's threads alone, which are few and live as long as the service. */
    private final ThreadLocal<Argon2Memory> memory = ThreadLocal.withInitial(Argon2Memory::new);

    private final String decoy;

    PasswordHasher(SecretTokens secrets, AuthConfig config, MeterRegistry metrics) {
        this.secrets = secrets;
        this.cost = new Argon2(config.argon2MemoryKib(), config.argon2Iterations(), config.argon2Parallelism());
        this.pool = pool(config);
        this.decoy = cost.encode(secrets.token(), salt(), new Argon2Memory());
        this.timer = Timer.builder("koda.auth.hashing")
                .description("slow hashes, one for each guess")
                .register(metrics);
        metrics.gauge(
                "koda.auth.hashing.queue", pool, executor -> executor.getQueue().size());
    }

    /** The PHC string to store for {@code password}. */
    public Uni<String> hash(String password) {
        return onPool(() -> cost.encode(password, salt(), memory.get()));
    }

    /** Whether {@code password} is the one behind {@code encoded}. */
    public Uni<Boolean> matches(String password, String encoded) {
        return onPool(() -> Argon2.matches(password, encoded, memory.get()));
    }

    /** A hash of nothing anybody knows, for accounts that do not exist: costs what a real one costs. */
    public String decoy() {
        return decoy;
    }

    /** Whether {@code encoded} was made with other parameters than the present ones. */
    public boolean outdated(String encoded) {
        return Argon2.costOf(encoded).filter(cost::equals).isEmpty();
    }

    /** The present parameters. */
    public Argon2 cost() {
        return cost;
    }

    /** A fresh salt. */
    public byte[] salt() {
        return secrets.bytes(Argon2.saltBytes());
    }

    /** Digests of several secrets under one salt and cost, in order. */
    public Uni<List<byte[]>> digests(Argon2 parameters, byte[] salt, List<String> values) {
        return onPool(() -> values.stream()
                .map(value -> parameters.digest(value, salt, memory.get()))
                .toList());
    }

    private <T> Uni<T> onPool(Callable<T> work) {
        return Uni.createFrom()
                .deferred(() -> Uni.createFrom()
                        .item(Unchecked.supplier(() -> timer.recordCallable(work)))
                        .runSubscriptionOn(pool)
                        .emitOn(WayBack.here()))
                .onFailure(RejectedExecutionException.class)
                .transform(full -> Problem.unavailable(
                        "hashing_busy", "Too many sign-ins at once. Try again in a few seconds.", RETRY_AFTER));
    }

    private static ThreadPoolExecutor pool(AuthConfig settings) {
        int threads = settings.hashingThreads() > 0
                ? settings.hashingThreads()
                : Runtime.getRuntime().availableProcessors();
        return new ThreadPoolExecutor(
                threads,
                threads,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(settings.hashingQueue()),
                hashingThreads());
    }

    private static ThreadFactory hashingThreads() {
        ThreadFactory named = Thread.ofPlatform().daemon().name("password-", 0).factory();
        return work -> named.newThread(BackgroundThread.of(work));
    }

    @PreDestroy
    void stop() {
        pool.shutdownNow();
    }
}
