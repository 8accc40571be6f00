package dev.koda.auth.identity;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.koda.auth.stack.AuthStack;
import dev.koda.auth.stack.Gateway;
import dev.koda.auth.stack.People;
import dev.koda.auth.stack.Tables;
import dev.koda.platform.boot.Service;
import dev.koda.platform.security.ClientAddress;
import dev.koda.platform.testkit.database.WithPostgres;
import dev.koda.platform.testkit.event.KafkaProbe;
import dev.koda.platform.testkit.event.WithKafka;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

@QuarkusTest
@TestProfile(DevelopmentModeTest.Development.class)
@AuthStack
@WithPostgres(Service.AUTH)
@WithKafka
class DevelopmentModeTest {

    private static final String AUTH = "/api/control-plane/auth";

    @Inject
    ClientAddress addresses;

    @Inject
    HostAccess host;

    private Gateway loopback;

    @BeforeEach
    void house() {
        Tables.empty();
        loopback = new Gateway(addresses, "127.0.0.1");
    }

    @Test
    void loopbackActsAsTheOwnerWithoutSigningInAndNobodyElseDoes() {
        People.Person owner = People.owner(loopback);

        asOwner()
                .get(AUTH + "/status")
                .then()
                .statusCode(200)
                .body("operator.id", equalTo(owner.id()))
                .body("auth_mode", equalTo("development"));
        asOwner()
                .body(Map.of("token_name", "ci", "scopes", List.of("tasks:read")))
                .post(AUTH + "/tokens")
                .then()
                .statusCode(201);
        new Gateway(addresses).identity("development", "").then().statusCode(401);
    }

    @Test
    void anOwnerIsRegisteredFromLoopbackWithoutACodeWhereThatIsAllowed() {
        Map<String, String> body = Map.of("email", "a@example.org", "password", "plum tractor seventeen");

        new Gateway(addresses)
                .stranger()
                .body(body)
                .post(AUTH + "/register-owner")
                .then()
                .statusCode(403);
        loopback.stranger()
                .body(body)
                .post(AUTH + "/register-owner")
                .then()
                .statusCode(201)
                .body("recovery_codes", hasSize(10));
    }

    @Test
    void theDoctorWarns() {
        await().atMost(Duration.ofSeconds(90)).untilAsserted(() -> RestAssured.get("/q/health/group/doctor")
                .then()
                .body("checks.find { it.name == 'auth.mode' }.data.status", equalTo("warn")));
    }

    @Test
    void eachStartIsAudited() throws Throwable {
        try (KafkaProbe audit = KafkaProbe.on("koda.audit")) {
            host.audit(new StartupEvent());

            audit.await(event -> event.value().contains("security.development_mode.started"));
        }
    }

    private RequestSpecification asOwner() {
        return loopback.bearer(loopback.identity("development", "")
                .then()
                .statusCode(200)
                .extract()
                .path("token"));
    }

    public static final class Development implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("koda.environment.auth-mode", "development", "koda.environment.loopback-bootstrap", "true");
        }
    }
}
