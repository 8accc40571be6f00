package dev.koda.auth.credential;

import java.util.List;
import java.util.Map;

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

import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@AuthStack
@WithPostgres(Service.AUTH)
@WithKafka
class OwnerResetTest {

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

    private static final String FRESH = "orange bicycle weather";

    @Test
    void theHostBringsALostOwnerBackUnderTheSameIdAndEverythingFormerIsVoid() {
        String apiToken = gateway.session(owner.cookie())
                .body(Map.of("token_name", "ci", "scopes", List.of("admin")))
                .post(AUTH + "/tokens")
                .path("token");

        String code = gateway.host()
                .body(Map.of("email", People.OWNER_EMAIL))
                .post(AUTH + "/owner/reset")
                .then()
                .statusCode(200)
                .extract()
                .path("code");

        gateway.identity("session", owner.cookie()).then().statusCode(401);
        gateway.identity("api_token", apiToken).then().statusCode(401);
        People.login(gateway, People.OWNER_EMAIL, People.OWNER_PASSWORD).then().statusCode(401);
        gateway.stranger()
                .get("/api/control-plane/onboarding/status")
                .then()
                .body("has_owner", equalTo(false))
                .body("bootstrap_required", equalTo(true));
        gateway.stranger()
                .body(Map.of("email", "new@example.org", "password", FRESH, "bootstrap_code", code))
                .post(AUTH + "/register-owner")
                .then()
                .statusCode(201)
                .body("operator.id", equalTo(owner.id()))
                .body("operator.email", equalTo("new@example.org"));
        People.login(gateway, "new@example.org", FRESH).then().statusCode(200);
    }

    @Test
    void anotherEMailChangesNothing() {
        gateway.host()
                .body(Map.of("email", "somebody@example.org"))
                .post(AUTH + "/owner/reset")
                .then()
                .statusCode(404)
                .body("code", equalTo("owner_not_found"));

        gateway.identity("session", owner.cookie()).then().statusCode(200);
    }

    @Test
    void withoutTheHostNobodyResetsAnOwner() {
        gateway.session(owner.cookie())
                .body(Map.of("email", People.OWNER_EMAIL))
                .post(AUTH + "/owner/reset")
                .then()
                .statusCode(403)
                .body("code", equalTo("host_only"));
        gateway.stranger()
                .body(Map.of("email", People.OWNER_EMAIL))
                .post(AUTH + "/owner/reset")
                .then()
                .statusCode(401);
    }
}
