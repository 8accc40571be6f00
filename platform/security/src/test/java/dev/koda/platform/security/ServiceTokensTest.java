package dev.koda.platform.security;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.mutiny.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.koda.platform.problem.Problem;
import dev.koda.platform.security.ServiceTokenSource.ServiceToken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ServiceTokensTest {

    private static final Duration LIFE = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-26T08:00:00Z"));
    private final StubAuthService auth = new StubAuthService();
    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger issued = new AtomicInteger();

    @AfterEach
    void stop() {
        auth.close();
        vertx.closeAndAwait();
    }

    @Test
    void aTokenIsKeptUntilHalfAMinuteBeforeItsEnd() {
        ServiceTokens tokens = new ServiceTokens(this::fresh, clock);

        assertThat(bearer(tokens)).isEqualTo("t1");
        clock.pass(LIFE.minusSeconds(31));
        assertThat(bearer(tokens)).isEqualTo("t1");
        clock.pass(Duration.ofSeconds(1));
        assertThat(bearer(tokens)).isEqualTo("t2");
    }

    @Test
    void parallelRequestsShareOneRenewal() {
        AtomicInteger asked = new AtomicInteger();
        UniEmitter<?>[] answer = new UniEmitter<?>[1];
        ServiceTokens tokens = new ServiceTokens(
                () -> Uni.createFrom().<ServiceToken>emitter(emitter -> {
                    asked.incrementAndGet();
                    answer[0] = emitter;
                }),
                clock);
        Uni<String> one = tokens.bearer().memoize().indefinitely();
        Uni<String> two = tokens.bearer().memoize().indefinitely();
        one.subscribe().with(token -> {});
        two.subscribe().with(token -> {});

        complete(answer[0], new ServiceToken("shared", clock.instant().plus(LIFE)));

        assertThat(one.await().atMost(PATIENCE)).isEqualTo("shared");
        assertThat(two.await().atMost(PATIENCE)).isEqualTo("shared");
        assertThat(asked).hasValue(1);
    }

    @Test
    void whileAuthServiceIsAwayTheOldTokenServesToItsEnd() {
        ServiceTokens tokens = new ServiceTokens(
                () -> issued.get() == 0
                        ? fresh()
                        : Uni.createFrom().failure(Problem.unavailable("auth_unavailable", "…", LIFE)),
                clock);

        assertThat(bearer(tokens)).isEqualTo("t1");
        clock.pass(LIFE.minusSeconds(10));
        assertThat(bearer(tokens)).isEqualTo("t1");
        clock.pass(Duration.ofSeconds(10));
        assertThatThrownBy(() -> bearer(tokens)).isInstanceOf(Problem.class);
    }

    @Test
    void theSourceReadsWhatAuthServiceAnswers() {
        auth.answers(201, "{\"token\":\"abc\",\"expires_at\":\"2026-11-26T08:05:00Z\"}");

        assertThat(issue()).isEqualTo(new ServiceToken("abc", Instant.parse("2026-11-26T08:05:00Z")));
        assertThat(issue().toString()).doesNotContain("abc");
    }

    @Test
    void aFailingAuthServiceIsAskedThreeTimes() {
        auth.answers(500, "");

        assertThatThrownBy(this::issue).isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.code())
                .isEqualTo("auth_unavailable"));
        assertThat(auth.asked()).isEqualTo(3);
    }

    @Test
    void anUnreadableAnswerIsUnavailableToo() {
        auth.answers(200, "{\"token\":\"abc\",\"expires_at\":\"soon\"}");
        assertThatThrownBy(this::issue).isInstanceOf(Problem.class);
    }

    @Test
    void aRefusedKeyIsNotTriedAgain() {
        auth.answers(401, "{}");

        assertThatThrownBy(this::issue).isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.code())
                .isEqualTo("service_key_refused"));
        assertThat(auth.asked()).isEqualTo(1);
    }

    private ServiceToken issue() {
        return new RemoteServiceTokens(
                        new AuthServiceClient(vertx, new Peers(auth.url()), PATIENCE),
                        () -> Optional.of("runtime"),
                        Secrets.of("key"))
                .issue()
                .await()
                .atMost(PATIENCE);
    }

    private Uni<ServiceToken> fresh() {
        return Uni.createFrom()
                .item(() -> new ServiceToken(
                        "t" + issued.incrementAndGet(), clock.instant().plus(LIFE)));
    }

    @SuppressWarnings("unchecked")
    private static void complete(UniEmitter<?> emitter, ServiceToken token) {
        ((UniEmitter<ServiceToken>) emitter).complete(token);
    }

    private static String bearer(ServiceTokens tokens) {
        return tokens.bearer().await().atMost(PATIENCE);
    }
}
