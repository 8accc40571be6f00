package dev.koda.auth.session;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.koda.auth.stack.AuthStack;
import dev.koda.auth.stack.Gateway;
import dev.koda.auth.stack.People;
import dev.koda.auth.stack.Tables;
import dev.koda.platform.boot.Service;
import dev.koda.platform.security.ClientAddress;
import dev.koda.platform.testkit.database.WithPostgres;
import dev.koda.platform.testkit.event.EventAssertions;
import dev.koda.platform.testkit.event.KafkaProbe;
import dev.koda.platform.testkit.event.ReceivedEvent;
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
    private static final String REVOKED = "dev.koda.auth.session.revoked.v1";

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
        String other = login();

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
    void aRevokedSessionIsRefusedAtOnceAndTheGatewaysHearOfIt() {
        String other = login();
        try (KafkaProbe events = KafkaProbe.on("koda.auth.session")) {
            String id = revoke(other);
            gateway.identity("session", other).then().statusCode(401);

            ReceivedEvent event = events.await(seen -> id.equals(seen.key()));
            assertThat(event.type()).isEqualTo(REVOKED);
            EventAssertions.matchesSchema(REVOKED, event.value());
        }
    }

    /** While the machine is busy with something else one of them may be late, but not all. */
    @Test
    void theGatewaysHearOfARevocationWithinASecond() {
        try (KafkaProbe events = KafkaProbe.on("koda.auth.session")) {
            Awaitility.await()
                    .pollInSameThread()
                    .pollDelay(Duration.ZERO)
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> heardAfter(events).compareTo(Duration.ofSeconds(1)) < 0);
        }
    }

    private Duration heardAfter(KafkaProbe events) {
        String id = revoke(login());
        long begin = System.nanoTime();
        events.await(seen -> id.equals(seen.key()));
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    /** Ends a session from another one; its id. */
    private String revoke(String cookie) {
        String id = gateway.session(cookie).get(AUTH + "/status").path("session_id");
        gateway.session(owner.cookie()).delete(AUTH + "/sessions/" + id).then().statusCode(204);
        return id;
    }

    @Test
    void nobodyEndsSomebodyElsesSession() {
        People.Person viewer = People.invited(gateway, owner, "vera@example.org", "viewer");
        String ownersId = gateway.session(owner.cookie()).get(AUTH + "/status").path("session_id");

        gateway.session(viewer.cookie())
                .delete(AUTH + "/sessions/" + ownersId)
                .then()
                .statusCode(404)
                .body("code", equalTo("session_not_found"));
    }

    @Test
    void logoutEndsTheSessionAndClearsTheCookie() {
        gateway.session(owner.cookie())
                .post(AUTH + "/logout")
                .then()
                .statusCode(204)
                .header("Set-Cookie", containsString("Max-Age=0"));

        gateway.identity("session", owner.cookie()).then().statusCode(401);
    }

    @Test
    void revokingOthersKeepsTheOneThatAsks() {
        String second = login();
        String third = login();

        gateway.session(second)
                .post(AUTH + "/sessions/revoke-others")
                .then()
                .statusCode(200)
                .body("revoked", equalTo(2));

        gateway.identity("session", second).then().statusCode(200);
        gateway.identity("session", third).then().statusCode(401);
        gateway.identity("session", owner.cookie()).then().statusCode(401);
    }

    @Test
    void aSessionEndsWhenNobodyUsesItAndAtItsAbsoluteEnd() {
        String idle = login();
        Tables.run("UPDATE session SET last_seen_at = now() - interval '8 hours 1 second'");
        gateway.identity("session", idle).then().statusCode(401);

        String old = login();
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

    private String login() {
        return People.login(gateway, People.OWNER_EMAIL, People.OWNER_PASSWORD).cookie("koda_operator_session");
    }
}
