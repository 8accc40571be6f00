package dev.koda.auth.operator;

import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
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

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

@QuarkusTest
@AuthStack
@WithPostgres(Service.AUTH)
@WithKafka
class OperatorTest {

    private static final String OPERATORS = "/api/control-plane/operators";

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
    void aDisabledOperatorIsOutEverywhereAtOnce() {
        People.Person ada = People.invited(gateway, owner, "ada@example.org", "operator");
        String apiToken = gateway.session(ada.cookie())
                .body(Map.of("token_name", "ci", "scopes", List.of("tasks:read")))
                .post("/api/control-plane/auth/tokens")
                .path("token");
        try (KafkaProbe events = KafkaProbe.on("koda.auth.session")) {
            change(owner, ada.id(), Map.of("disabled", true))
                    .then()
                    .statusCode(200)
                    .body("status", equalTo("disabled"));

            gateway.identity("session", ada.cookie()).then().statusCode(401);
            gateway.identity("api_token", apiToken).then().statusCode(401);
            assertThat(events.awaitAll(event -> event.value().contains(ada.id()), 2))
                    .hasSize(2);
        }
        change(owner, ada.id(), Map.of("disabled", false)).then().body("status", equalTo("active"));
        gateway.identity("api_token", apiToken).then().statusCode(200);
    }

    @Test
    void aNewRoleHoldsAtOnceAndEndsTheSessionsThatHadTheOld() {
        People.Person ada = People.invited(gateway, owner, "ada@example.org", "operator");

        change(owner, ada.id(), Map.of("role", "admin", "display_name", "Ada"))
                .then()
                .statusCode(200)
                .body("role", equalTo("admin"))
                .body("display_name", equalTo("Ada"));

        gateway.identity("session", ada.cookie()).then().statusCode(401);
        String cookie = People.login(gateway, ada.email(), ada.password()).cookie("koda_operator_session");
        gateway.session(cookie).get(OPERATORS).then().statusCode(200).body("items", hasSize(2));
    }

    @Test
    void theLastOwnerStays() {
        for (Map<String, Object> demotion :
                List.<Map<String, Object>>of(Map.of("role", "admin"), Map.of("disabled", true))) {
            change(owner, owner.id(), demotion).then().statusCode(409).body("code", equalTo("last_owner"));
        }
        gateway.session(owner.cookie())
                .delete(OPERATORS + "/" + owner.id())
                .then()
                .statusCode(409)
                .body("code", equalTo("last_owner"));

        People.Person second = People.invited(gateway, owner, "second@example.org", "owner");
        change(second, owner.id(), Map.of("role", "viewer")).then().statusCode(200);
    }

    @Test
    void adminsNeitherMakeNorTouchOwners() {
        People.Person admin = People.invited(gateway, owner, "alan@example.org", "admin");

        People.invite(gateway, admin, "x@example.org", "owner")
                .then()
                .statusCode(403)
                .body("code", equalTo("role_too_low"));
        change(admin, owner.id(), Map.of("disabled", true)).then().statusCode(403);
        gateway.session(admin.cookie())
                .delete(OPERATORS + "/" + owner.id())
                .then()
                .statusCode(403);
        People.invite(gateway, admin, "x@example.org", "emperor")
                .then()
                .statusCode(400)
                .body("code", equalTo("unknown_role"));
    }

    @Test
    void whoIsNotAdminSeesNobody() {
        People.Person ada = People.invited(gateway, owner, "ada@example.org", "operator");

        gateway.session(ada.cookie()).get(OPERATORS).then().statusCode(403);
        People.invite(gateway, ada, "x@example.org", "viewer").then().statusCode(403);
    }

    @Test
    void aRemovedOperatorIsGone() {
        People.Person ada = People.invited(gateway, owner, "ada@example.org", "operator");

        gateway.session(owner.cookie())
                .delete(OPERATORS + "/" + ada.id())
                .then()
                .statusCode(204);

        gateway.identity("session", ada.cookie()).then().statusCode(401);
        People.login(gateway, ada.email(), ada.password()).then().statusCode(401);
        assertThat(Tables.count("SELECT count(*) FROM login_lock WHERE NOT decoy"))
                .isOne();
    }

    @Test
    void preferencesAreKeptAndBounded() {
        String path = OPERATORS + "/me/preferences";
        gateway.session(owner.cookie()).get(path).then().statusCode(200).body("", equalTo(Map.of()));

        gateway.session(owner.cookie())
                .body(Map.of("theme", "dark", "hidden_cards", List.of("spend")))
                .put(path)
                .then()
                .statusCode(200);
        gateway.session(owner.cookie()).get(path).then().body("theme", equalTo("dark"));
        gateway.session(owner.cookie())
                .body(Map.of("x", "y".repeat(9000)))
                .put(path)
                .then()
                .statusCode(400)
                .body("code", equalTo("preferences_too_large"));
    }

    private Response change(People.Person by, String id, Map<String, Object> what) {
        return gateway.session(by.cookie()).body(what).patch(OPERATORS + "/" + id);
    }
}
