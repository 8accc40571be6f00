package dev.koda.auth.login;

import java.util.Map;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
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

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@TestProfile(ProductionTest.Production.class)
@AuthStack
@WithPostgres(Service.AUTH)
@WithKafka
class ProductionTest {

    @Inject
    ClientAddress addresses;

    private Gateway gateway;

    @BeforeEach
    void house() {
        Tables.empty();
        gateway = new Gateway(addresses);
        People.owner(gateway);
    }

    @Test
    void overPlainHttpTheLoginSaysWhyTheCookieWillNotStick() {
        People.login(gateway, People.OWNER_EMAIL, People.OWNER_PASSWORD)
                .then()
                .statusCode(400)
                .body("code", equalTo("cookie_requires_https"))
                .body("detail", containsString("HTTPS"));
    }

    @Test
    void overHttpsTheCookieIsSecure() {
        gateway.stranger()
                .header("X-Forwarded-Proto", "https")
                .body(Map.of("identifier", People.OWNER_EMAIL, "password", People.OWNER_PASSWORD))
                .post("/api/control-plane/auth/login")
                .then()
                .statusCode(200)
                .header("Set-Cookie", containsString("Secure"));
    }

    @Test
    void whatIsFitForALaptopIsIgnoredEvenWhenItWasSet() {
        Gateway loopback = new Gateway(addresses, "127.0.0.1");

        loopback.identity("development", "").then().statusCode(401);
        Tables.empty();
        loopback.stranger()
                .body(Map.of("email", "a@example.org", "password", "plum tractor seventeen"))
                .post("/api/control-plane/auth/register-owner")
                .then()
                .statusCode(403);
    }

    public static final class Production implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "koda.environment.profile", "production",
                    "koda.environment.auth-mode", "development",
                    "koda.environment.loopback-bootstrap", "true");
        }
    }
}
