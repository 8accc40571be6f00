package dev.koda.auth.session;

import java.time.Duration;

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

/** A session ends before its time: at once for who holds it, and within a second everywhere. */
@QuarkusTest
@AuthStack
@WithPostgres(Service.AUTH)
@WithKafka
class RevocationTest {

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
    void aRevokedSessionIsRefusedAtOnceAndTheGatewaysHearOfIt() {
        String other = People.ownerAgain(gateway);
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
        String id = revoke(People.ownerAgain(gateway));
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
        String second = People.ownerAgain(gateway);
        String third = People.ownerAgain(gateway);

        gateway.session(second)
                .post(AUTH + "/sessions/revoke-others")
                .then()
                .statusCode(200)
                .body("revoked", equalTo(2));

        gateway.identity("session", second).then().statusCode(200);
        gateway.identity("session", third).then().statusCode(401);
        gateway.identity("session", owner.cookie()).then().statusCode(401);
    }
}
