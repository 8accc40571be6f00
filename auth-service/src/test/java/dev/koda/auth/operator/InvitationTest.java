package dev.koda.auth.operator;

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
import dev.koda.platform.testkit.event.WithKafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

/** How somebody comes into the house. */
@QuarkusTest
@AuthStack
@WithPostgres(Service.AUTH)
@WithKafka
class InvitationTest {

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
    void anInvitationLetsInOnceWithTheRoleItNames() {
        String url = People.invite(gateway, owner, "ada@example.org", "operator")
                .then()
                .statusCode(201)
                .body("status", equalTo("invited"))
                .extract()
                .path("invite_url");
        assertThat(url).startsWith("http://koda.example.org/invite?token=");

        accept(url, "short").then().statusCode(400);
        accept(url, "orange bicycle weather")
                .then()
                .statusCode(201)
                .body("operator.role", equalTo("operator"))
                .body("recovery_codes", hasSize(10));
        accept(url, "orange bicycle weather").then().statusCode(403).body("code", equalTo("invitation_invalid"));
        People.invite(gateway, owner, "ADA@example.org", "viewer")
                .then()
                .statusCode(409)
                .body("code", equalTo("operator_exists"));
    }

    @Test
    void aTakenUserNameIsRefusedAndTheInvitationStaysGood() {
        String url =
                People.invite(gateway, owner, "ada@example.org", "operator").path("invite_url");

        acceptAs(url, "The-Boss").then().statusCode(409).body("code", equalTo("identifier_taken"));
        acceptAs(url, "ada").then().statusCode(201);
    }

    @Test
    void anInvitationExpiresAndCanBeRenewed() {
        Response invited = People.invite(gateway, owner, "ada@example.org", "viewer");
        String former = invited.path("invite_url");
        Tables.run("UPDATE operator SET invite_expires_at = now() - interval '1 second' WHERE status = 'INVITED'");

        accept(former, "orange bicycle weather").then().statusCode(403);
        String fresh = gateway.session(owner.cookie())
                .post(OPERATORS + "/" + invited.path("id") + "/invitation")
                .then()
                .statusCode(200)
                .extract()
                .path("invite_url");
        accept(fresh, "orange bicycle weather").then().statusCode(201);
    }

    private Response accept(String url, String password) {
        return gateway.stranger()
                .body(Map.of("token", url.substring(url.indexOf("token=") + 6), "password", password))
                .post(OPERATORS + "/invitations/accept");
    }

    private Response acceptAs(String url, String username) {
        return gateway.stranger()
                .body(Map.of(
                        "token",
                        url.substring(url.indexOf("token=") + 6),
                        "password",
                        "orange bicycle weather",
                        "username",
                        username))
                .post(OPERATORS + "/invitations/accept");
    }
}
