package dev.koda.auth.signing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

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
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@AuthStack
@WithPostgres(Service.AUTH)
@WithKafka
class KeyRotationTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

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
    void aRotatedKeyIsPublishedBeforeItSignsAndTheFormerStillVerifies() {
        int keys = published().size();
        Instant asked = Instant.now();
        Response rotated = gateway.host().post(AUTH + "/keys/rotate");
        String kid = rotated.then().statusCode(200).extract().path("kid");
        assertThat(Instant.parse(rotated.path("active_from"))).isAfterOrEqualTo(asked.plusSeconds(10));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(published()).hasSize(keys + 1).contains(kid));

        Tables.run("UPDATE signing_key SET active_from = now() + interval '1 hour' WHERE id = '" + kid + "'");
        String former = await().atMost(PATIENCE)
                .until(this::token, token -> !kidOf(token).equals(kid));
        gateway.bearer(former).get(AUTH + "/status").then().statusCode(200);

        Tables.run("UPDATE signing_key SET active_from = now() WHERE id = '" + kid + "'");
        AtomicReference<String> lastOfFormer = new AtomicReference<>(former);
        await().atMost(PATIENCE).until(() -> {
            String token = token();
            if (!kidOf(token).equals(kid)) {
                lastOfFormer.set(token); // a token lives a minute only
            }
            return kidOf(token).equals(kid);
        });
        gateway.bearer(lastOfFormer.get()).get(AUTH + "/status").then().statusCode(200);
    }

    private String token() {
        return gateway.identity("session", owner.cookie()).path("token");
    }

    @Test
    void onlyTheHostRotates() {
        gateway.session(owner.cookie())
                .post(AUTH + "/keys/rotate")
                .then()
                .statusCode(403)
                .body("code", equalTo("host_only"));
    }

    @Test
    void privateHalvesAreSealed() {
        assertThat(Tables.count(
                        "SELECT count(*) FROM signing_key WHERE position('\"d\"' in convert_from(public_jwk::bytea,"
                                + " 'UTF8')) > 0 OR position('\"d\"'::bytea in sealed_private) > 0"))
                .isZero();
    }

    private List<String> published() {
        return gateway.stranger().get("/.well-known/jwks.json").path("keys.kid");
    }

    private static String kidOf(String jwt) {
        String header = new String(Base64.getUrlDecoder().decode(jwt.split("\\.")[0]), StandardCharsets.UTF_8);
        return header.replaceAll(".*\"kid\":\"([^\"]+)\".*", "$1");
    }
}
