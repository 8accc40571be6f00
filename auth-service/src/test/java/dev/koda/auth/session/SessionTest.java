package dev.koda.auth.session;

import java.time.Instant;
import java.util.List;

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
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

@QuarkusTest
@AuthStack
@WithPostgres(Service.AUTH)
@WithKafka
class SessionTest {

    private static final String AUTH = "/api/control-plane/auth";

    @Inject
    ClientAddress addresses;

    private Gateway gateway;
    private People.Person owner;

    @BeforeEach
    void house() {
        Tables.empty();
        gateway = new Gateway(addresses);
        owner = People.owner(gateway);
    }

    @Test
    void sessionsAreListedWithDeviceAndAddressAndTheCurrentOneIsMarked() {
        String other = People.ownerAgain(gateway);

        gateway.session(other)
                .get(AUTH + "/sessions")
                .then()
                .statusCode(200)
                .body("items", hasSize(2))
                .body("items[1].device", equalTo("Test browser"))
                .body("items[1].address", equalTo(gateway.address()))
                .body("items.current", equalTo(List.of(false, true)));
        gateway.session(other)
                .get(AUTH + "/sessions?limit=1")
                .then()
                .body("items", hasSize(1))
                .body("next_cursor", containsString(""));
    }

    @Test
    void aSessionEndsWhenNobodyUsesItAndAtItsAbsoluteEnd() {
        String idle = People.ownerAgain(gateway);
        Tables.run("UPDATE session SET last_seen_at = now() - interval '8 hours 1 second'");
        gateway.identity("session", idle).then().statusCode(401);

        String old = People.ownerAgain(gateway);
        Tables.run("UPDATE session SET expires_at = now() - interval '1 second'");
        gateway.identity("session", old).then().statusCode(401);
    }

    @Test
    void useKeepsASessionFromIdlingOut() {
        Tables.run("UPDATE session SET last_seen_at = now() - interval '7 hours'");

        gateway.identity("session", owner.cookie()).then().statusCode(200);

        assertThat(Tables.count("SELECT count(*) FROM session WHERE last_seen_at > now() - interval '1 minute'"))
                .isOne();
    }

    @Test
    void aTokenLivesAMinuteAtMostAndNeverLongerThanItsSession() {
        Tables.run("UPDATE session SET expires_at = now() + interval '30 seconds'");

        String expires = gateway.identity("session", owner.cookie()).path("expires_at");

        assertThat(Instant.parse(expires)).isBefore(Instant.now().plusSeconds(31));
    }

    @Test
    void forgedCookiesAreNobody() {
        String cookie = owner.cookie();
        char flipped = cookie.charAt(20) == 'A' ? 'B' : 'A';

        gateway.identity("session", cookie.substring(0, 20) + flipped + cookie.substring(21))
                .then()
                .statusCode(401);
        gateway.identity("session", "").then().statusCode(401);
        gateway.identity("session", "%%%").then().statusCode(401);
    }

    @Test
    void onlyAFingerprintOfTheTokenIsStored() {
        assertThat(Tables.count("SELECT count(*) FROM session WHERE length(token_hash) = 32"))
                .isOne();
    }
}
