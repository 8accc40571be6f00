package dev.koda.auth.identity;

import java.util.Map;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
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
import dev.koda.platform.testkit.server.TestEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

@QuarkusTest
@AuthStack
@WithPostgres(Service.AUTH)
@WithKafka
class IdentityTest {

    @Inject
    ClientAddress addresses;

    private Gateway gateway;

    @BeforeEach
    void house() {
        Tables.empty();
        gateway = new Gateway(addresses);
    }

    @Test
    void aSessionIsWorthATokenThatThePublishedKeysVerify() throws Exception {
        People.Person owner = People.owner(gateway);
        var answer = gateway.identity("session", owner.cookie())
                .then()
                .statusCode(200)
                .extract();

        JwtClaims claims = verified(answer.path("token"));

        assertThat(claims.getSubject()).isEqualTo(owner.id());
        assertThat(claims.getStringListClaimValue("groups")).containsExactly("owner");
        assertThat(claims.getStringClaimValue("sid")).isEqualTo(answer.path("sid"));
        assertThat(claims.hasClaim("scope")).isFalse();
        assertThat(claims.getExpirationTime().getValue() - claims.getIssuedAt().getValue())
                .as("a minute, in whole seconds of which one may begin while the token is made")
                .isBetween(59L, 60L);
        assertThat(answer.<String>path("operator.email")).isEqualTo(People.OWNER_EMAIL);
        assertThat(answer.<String>path("operator.role")).isEqualTo("owner");
    }

    @Test
    void theBreakGlassTokenIsWorthSomethingOnThisMachineOnly() throws Exception {
        Gateway host = new Gateway(addresses, "127.0.0.1");
        JwtClaims claims = verified(
                host.identity("break_glass", TestEnvironment.BREAK_GLASS).path("token"));

        assertThat(claims.getSubject()).isEqualTo("break-glass");
        host.identity("break_glass", "another").then().statusCode(401);
        gateway.identity("break_glass", TestEnvironment.BREAK_GLASS).then().statusCode(401);
    }

    @Test
    void loopbackIsNobodyWhereTheModeIsNotDevelopment() {
        People.owner(gateway);

        new Gateway(addresses, "127.0.0.1").identity("development", "").then().statusCode(401);
    }

    @Test
    void aServiceProvesItselfWithTheServiceKey() throws Exception {
        JwtClaims claims = verified(gateway.serviceToken());

        assertThat(claims.getSubject()).isEqualTo("service:gateway");
        assertThat(claims.getStringListClaimValue("groups")).containsExactly("service");
        gateway.stranger()
                .body(Map.of("service", "gateway", "key", "not the key"))
                .post("/internal/service-tokens")
                .then()
                .statusCode(401)
                .body("code", equalTo("invalid_service_key"));
        gateway.stranger()
                .body(Map.of("service", "nobody", "key", "not the key"))
                .post("/internal/service-tokens")
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("service"));
    }

    @Test
    void onlyServicesAskForIdentities() {
        People.Person owner = People.owner(gateway);
        Map<String, String> body = Map.of("kind", "session", "credential", owner.cookie(), "address", "127.0.0.1");

        gateway.stranger().body(body).post("/internal/identity").then().statusCode(401);
        gateway.session(owner.cookie())
                .body(body)
                .post("/internal/identity")
                .then()
                .statusCode(403);
        gateway.host().body(body).post("/internal/identity").then().statusCode(403);
    }

    @Test
    void thePublishedKeysHoldNoPrivateHalf() {
        gateway.stranger()
                .get("/.well-known/jwks.json")
                .then()
                .statusCode(200)
                .body("keys", not(empty())) // more than one where another test rotated
                .body("keys.alg", everyItem(equalTo("ES256")))
                .body("keys", everyItem(not(hasKey("d"))));
    }

    private JwtClaims verified(String token) throws Exception {
        JsonWebKeySet keys = new JsonWebKeySet(
                gateway.stranger().get("/.well-known/jwks.json").asString());
        return new JwtConsumerBuilder()
                .setExpectedIssuer("koda-auth")
                .setExpectedAudience("koda")
                .setRequireExpirationTime()
                .setVerificationKeyResolver(new JwksVerificationKeyResolver(keys.getJsonWebKeys()))
                .build()
                .processToClaims(token);
    }
}
