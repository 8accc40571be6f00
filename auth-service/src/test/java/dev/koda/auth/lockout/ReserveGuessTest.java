package dev.koda.auth.lockout;

import java.time.Instant;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.koda.auth.stack.AuthStack;
import dev.koda.auth.stack.Gateway;
import dev.koda.auth.stack.People;
import dev.koda.auth.stack.Tables;
import dev.koda.platform.boot.Service;
import dev.koda.platform.security.ClientAddress;
import dev.koda.platform.testkit.database.WithPostgres;
import dev.koda.platform.testkit.event.WithKafka;

import static org.assertj.core.api.Assertions.assertThat;

/** The rules of the database function that takes places for guesses, with the time given to it. */
@QuarkusTest
@AuthStack
@WithPostgres(Service.AUTH)
@WithKafka
class ReserveGuessTest {

    private static final Instant NOW = Instant.parse("2026-11-26T08:00:00Z");

    @Inject
    ClientAddress addresses;

    @BeforeEach
    void anOwner() {
        Tables.empty();
        People.owner(new Gateway(addresses));
    }

    @Test
    void failuresAndGuessesInFlightTogetherNeverExceedTheLimit() {
        counter("failures = 2, pending = 0");
        for (int guess = 0; guess < 3; guess++) {
            assertThat(reserved(NOW, true)).isEqualTo("ALLOWED");
        }
        assertThat(reserved(NOW, true)).isEqualTo("BUSY");
        assertThat(Tables.text("SELECT failures || ' ' || pending FROM login_lock WHERE NOT decoy"))
                .isEqualTo("2 3");
    }

    @Test
    void aLockHoldsToItsEndAndIsForgottenThen() {
        counter("failures = 5, pending = 0, locked_until = '" + NOW.plusSeconds(900) + "'");

        assertThat(reserved(NOW.plusSeconds(899), true)).isEqualTo("LOCKED");
        assertThat(reserved(NOW.plusSeconds(900), true)).isEqualTo("ALLOWED");
        assertThat(Tables.text("SELECT failures || ' ' || pending FROM login_lock WHERE NOT decoy"))
                .isEqualTo("0 1");
    }

    @Test
    void aLockDoesNotStandInTheWayOfRecovery() {
        counter("failures = 5, pending = 4, locked_until = '" + NOW.plusSeconds(900) + "', last_attempt_at = '" + NOW
                + "'");

        assertThat(reserved(NOW, false)).isEqualTo("ALLOWED");
        assertThat(reserved(NOW, false)).isEqualTo("BUSY");
    }

    @Test
    void aGuessWhoseServiceDiedIsForgottenAfterAMinuteHoweverManyWait() {
        counter("failures = 0, pending = 5, last_attempt_at = '" + NOW + "'");

        assertThat(reserved(NOW.plusSeconds(60), true)).isEqualTo("BUSY");
        assertThat(reserved(NOW.plusSeconds(61), true)).isEqualTo("ALLOWED");
    }

    private static void counter(String set) {
        Tables.run("UPDATE login_lock SET " + set + " WHERE NOT decoy");
    }

    private static String reserved(Instant at, boolean heedLock) {
        return Tables.text(
                "SELECT verdict FROM reserve_guess(NULL, 'the-boss', '00000000-0000-7000-8000-000000000000', '" + at
                        + "', 5, " + heedLock + ")");
    }
}
