package dev.koda.auth.login;

import java.time.Duration;
import java.util.UUID;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.koda.auth.lockout.Attempt;
import dev.koda.auth.origin.Client;
import dev.koda.auth.stack.AuthStack;
import dev.koda.auth.stack.Gateway;
import dev.koda.auth.stack.People;
import dev.koda.auth.stack.Tables;
import dev.koda.platform.boot.Service;
import dev.koda.platform.security.ClientAddress;
import dev.koda.platform.testkit.database.WithPostgres;
import dev.koda.platform.testkit.event.WithKafka;

import static org.assertj.core.api.Assertions.assertThat;

/** What may happen to an account between the guess that was right and the session it earns. */
@QuarkusTest
@AuthStack
@WithPostgres(Service.AUTH)
@WithKafka
class AdmissionTest {

    private static final String RENEWED = "$argon2id$v=19$m=8,t=1,p=1$c2FsdA$cmVuZXdlZA";

    @Inject
    ClientAddress addresses;

    @Inject
    Admission admission;

    private Attempt.Account account;
    private int sessionsBefore;

    @BeforeEach
    void somebodyGuessedRight() {
        Tables.empty();
        String id = People.owner(new Gateway(addresses)).id();
        account = new Attempt.Account(
                UUID.fromString(id),
                People.OWNER_EMAIL,
                "the-boss",
                Tables.text("SELECT password_hash FROM operator"),
                false);
        Tables.run("UPDATE login_lock SET failures = 3, pending = 2 WHERE NOT decoy");
        sessionsBefore = Tables.count("SELECT count(*) FROM session");
    }

    @Test
    void aRightGuessForgivesOpensASessionAndRenewsTheHash() {
        assertThat(admit(RENEWED)).isInstanceOf(LoginOutcome.Admitted.class);

        assertThat(newSessions()).isOne();
        assertThat(Tables.text("SELECT failures || ' ' || pending FROM login_lock WHERE NOT decoy"))
                .isEqualTo("0 1");
        assertThat(Tables.text("SELECT password_hash FROM operator")).isEqualTo(RENEWED);
    }

    @Test
    void whoWasDisabledMeanwhileGetsNoSession() {
        Tables.run("UPDATE operator SET status = 'DISABLED'");

        assertThat(admit("")).isInstanceOf(LoginOutcome.Refused.class);
        assertThat(newSessions()).isZero();
    }

    /** Else the password that was just replaced would open a session after all others were ended. */
    @Test
    void whosePasswordWasReplacedMeanwhileGetsNoSessionAndKeepsTheNewOne() {
        Tables.run("UPDATE operator SET password_hash = 'another'");

        assertThat(admit(RENEWED)).isInstanceOf(LoginOutcome.Refused.class);
        assertThat(newSessions()).isZero();
        assertThat(Tables.text("SELECT password_hash FROM operator")).isEqualTo("another");
    }

    private LoginOutcome admit(String renewedHash) {
        return admission
                .admit(account, renewedHash, new Client("203.0.113.7", "a browser"))
                .await()
                .atMost(Duration.ofSeconds(30));
    }

    private int newSessions() {
        return Tables.count("SELECT count(*) FROM session") - sessionsBefore;
    }
}
