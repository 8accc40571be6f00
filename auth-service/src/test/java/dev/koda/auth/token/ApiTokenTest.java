package dev.koda.auth.token;

import java.time.Duration;
import java.time.Instant;
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
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
@AuthStack
@WithPostgres(Service.AUTH)
@WithKafka
class ApiTokenTest {

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
    void aTokenIsShownOnceAndActsWithinItsScopes() {
        Response made = create(Map.of("token_name", "ci", "scopes", List.of("tasks:read")));
        made.then()
                .statusCode(201)
                .body("token", matchesPattern("kpat_[\\w-]{43}"))
                .body("scopes", equalTo(List.of("tasks:read")));
        String token = made.path("token");
        assertThat(Duration.between(Instant.now(), Instant.parse(made.path("expires_at"))))
                .isBetween(Duration.ofDays(89), Duration.ofDays(90));

        gateway.session(owner.cookie())
                .get(AUTH + "/tokens")
                .then()
                .body("items", hasSize(1))
                .body("items[0].token", nullValue())
                .body("items[0].hint", equalTo(token.substring(0, 9)));
        gateway.apiToken(token)
                .get(AUTH + "/status")
                .then()
                .statusCode(200)
                .body("scopes", equalTo(List.of("tasks:read")));
        gateway.apiToken(token).get(AUTH + "/lockouts").then().statusCode(403).body("code", equalTo("scope_missing"));
        String admin =
                create(Map.of("token_name", "ops", "scopes", List.of("admin"))).path("token");
        gateway.apiToken(admin).get(AUTH + "/lockouts").then().statusCode(200);
    }

    @Test
    void aTokenNeverActsAboveTheRoleOfItsOperator() {
        People.Person viewer = People.invited(gateway, owner, "vera@example.org", "viewer");
        String token = gateway.session(viewer.cookie())
                .body(Map.of("token_name", "mine", "scopes", List.of("admin")))
                .post(AUTH + "/tokens")
                .path("token");

        gateway.apiToken(token).get(AUTH + "/lockouts").then().statusCode(403);
    }

    @Test
    void aTokenMakesNoTokensAndChangesNoCredentials() {
        String token =
                create(Map.of("token_name", "ops", "scopes", List.of("admin"))).path("token");

        gateway.apiToken(token)
                .body(Map.of("token_name", "child", "scopes", List.of("admin")))
                .post(AUTH + "/tokens")
                .then()
                .statusCode(403)
                .body("code", equalTo("session_required"));
        gateway.apiToken(token).post(AUTH + "/recovery-codes/regenerate").then().statusCode(403);
        gateway.apiToken(token).post(AUTH + "/totp/enrol").then().statusCode(403);
    }

    @Test
    void aRevokedOrExpiredTokenIsRefusedAndRevocationIsAnnounced() {
        Response made = create(Map.of("token_name", "ci", "scopes", List.of("tasks:read"), "expires_in_days", 1));
        String id = made.path("id");
        try (KafkaProbe events = KafkaProbe.on("koda.auth.session")) {
            gateway.session(owner.cookie())
                    .delete(AUTH + "/tokens/" + id)
                    .then()
                    .statusCode(204);
            gateway.identity("api_token", made.path("token")).then().statusCode(401);
            assertThat(events.await(event -> id.equals(event.key()))
                            .json()
                            .path("reason")
                            .asText())
                    .isEqualTo("token_revoked");
        }
        String expired = create(Map.of("token_name", "old", "scopes", List.of("tasks:read")))
                .path("token");
        Tables.run("UPDATE api_token SET expires_at = now() - interval '1 second'");
        gateway.identity("api_token", expired).then().statusCode(401);
    }

    @Test
    void lastUseIsWrittenAtMostOnceAMinute() {
        String token = create(Map.of("token_name", "ci", "scopes", List.of("tasks:read")))
                .path("token");

        gateway.identity("api_token", token).then().statusCode(200);
        String first = Tables.text("SELECT last_used_at FROM api_token");
        gateway.identity("api_token", token).then().statusCode(200);

        assertThat(first).isNotNull();
        assertThat(Tables.text("SELECT last_used_at FROM api_token")).isEqualTo(first);
    }

    @Test
    void unknownScopesAndLongLivesAreRefused() {
        create(Map.of("token_name", "ci", "scopes", List.of("tasks:read", "everything")))
                .then()
                .statusCode(400)
                .body("code", equalTo("unknown_scope"));
        create(Map.of("token_name", "ci", "scopes", List.of())).then().statusCode(400);
        create(Map.of("token_name", "ci", "scopes", List.of("tasks:read"), "expires_in_days", 366))
                .then()
                .statusCode(400);
    }

    private Response create(Map<String, Object> body) {
        return gateway.session(owner.cookie()).body(body).post(AUTH + "/tokens");
    }
}
