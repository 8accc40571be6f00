package dev.koda.system.identity;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static dev.koda.system.identity.House.AUTH;
import static org.assertj.core.api.Assertions.assertThat;

/** auth.md, Login and lockout, with the seconds that stand in {@code .env}. */
@ExtendWith(IdentityStack.class)
class LockoutIT {
    private static final String WRONG = "wrong but long enough";
    private static final Duration SOON = Duration.ofSeconds(90);

    private House house;
    private Trail trail;
    private Member member;

    @BeforeEach
    void somebody(House running) throws Exception {
        house = running;
        trail = new Trail(house);
        member = house.member("viewer");
    }

    @Test
    void twoHundredParallelGuessesNeverGetMoreThanFiveEvaluatedBeforeTheLock() throws Exception {
        long begin = System.nanoTime();
        List<Callable<Integer>> guesses = new ArrayList<>();
        for (int address = 0; address < 25; address++) {
            Visitor guesser = house.visitor();
            for (int guess = 0; guess < 8; guess++) {
                String password = WRONG + guess;
                guesses.add(
                        () -> guesser.again().login(member.email(), password).status());
            }
        }
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> answer : pool.invokeAll(guesses)) {
                // a house that is busy may say so instead
                assertThat(answer.get()).isIn(401, 503);
            }
        }
        long locks = 1 + Duration.ofNanos(System.nanoTime() - begin).dividedBy(House.LOCKOUT);

        trail.awaited("security.lockout.started", member.id());
        // the entry of the guess that locked comes behind that of the lock
        Awaitility.await("the entries of the guesses").atMost(SOON).untilAsserted(() -> assertThat(
                        trail.of("security.login.failed", member.id()).stream()
                                .filter(entry ->
                                        entry.at("/details/reason").asText().equals("wrong")))
                .hasSizeBetween(5, (int) (5 * locks)));
    }

    @Test
    void theRightPasswordIsRefusedDuringTheLockAndTriesDoNotExtendIt() throws Exception {
        lockForAnHour();
        String until = lockedUntil();

        right().expect(401, "invalid_credentials");
        house.visitor().login(member.email(), WRONG).expect(401, "invalid_credentials");

        assertThat(lockedUntil()).isEqualTo(until);
    }

    @Test
    void theRightPasswordIsAcceptedAfterTheSecondsOfTheSettingAndNotBefore() throws Exception {
        long begin = System.nanoTime();
        lock();

        Awaitility.await("the end of the lock")
                .atMost(SOON)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> right().status() == 200);

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(House.LOCKOUT);
        trail.awaited("security.lockout.ended", member.id());
    }

    @Test
    void theHolderAndTheOwnerAreMailed() throws Exception {
        lock();

        assertThat(house.mailbox().awaited(member.email(), "locked")).contains(member.email());
        Awaitility.await("the owner's mail").atMost(SOON).untilAsserted(() -> assertThat(
                        house.mailbox().find(House.OWNER_EMAIL, "locked").orElse(""))
                .contains(member.email()));
    }

    @Test
    void theHostEndsALockEarly() throws Exception {
        lockForAnHour();
        right().expect(401);

        house.host("auth", "unlock", member.email());

        right().expect(200);
        trail.awaited("security.lockout.ended", member.id());
    }

    @Test
    void anAdminSeesTheLockAndEndsItEarly() throws Exception {
        lockForAnHour();
        Member admin = house.member("admin");

        assertThat(admin.visitor()
                        .get(AUTH + "/lockouts?limit=200")
                        .expect(200)
                        .body()
                        .path("items")
                        .findValuesAsText("email"))
                .contains(member.email());
        admin.visitor()
                .post(AUTH + "/lockouts/unlock", Map.of("identifier", member.email()))
                .expect(204);

        right().expect(200);
    }

    @Test
    void wrongRecoveryCodesCountToo() throws Exception {
        Visitor guesser = house.visitor();
        for (int guess = 0; guess < 5; guess++) {
            guesser.post(
                            AUTH + "/password/recover",
                            Map.of(
                                    "identifier",
                                    member.email(),
                                    "recovery_code",
                                    "AAAA-BBBB-CCC" + (char) ('A' + guess),
                                    "new_password",
                                    "orange bicycle weather"))
                    .expect(401, "invalid_credentials");
        }

        trail.awaited("security.lockout.started", member.id());
    }

    /** So that no slow machine outlasts it. */
    private void lockForAnHour() throws Exception {
        lock();
        house.lockForAnHour(member.id());
    }

    private void lock() throws Exception {
        Visitor guesser = house.visitor();
        for (int guess = 0; guess < 5; guess++) {
            guesser.login(member.email(), WRONG + guess).expect(401, "invalid_credentials");
        }
    }

    private Reply right() throws Exception {
        return house.visitor().login(member.email(), member.password());
    }

    private String lockedUntil() throws Exception {
        return house.tables().text("SELECT locked_until FROM login_lock WHERE id = '" + member.id() + "'");
    }
}
