package dev.koda.auth.signing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
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
import dev.koda.platform.testkit.event.WithKafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

@QuarkusTest
@AuthStack
@WithPostgres(Service.AUTH)
@WithKafka
class KeyRotationTest {

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
        String before = gateway.identity("session", owner.cookie()).path("token");
        int keys = published().size();

        String kid = gateway.host()
                .post(AUTH + "/keys/rotate")
                .then()
                .statusCode(200)
                .body("active_from", notNullValue())
                .extract()
                .path("kid");

        assertThat(published()).hasSize(keys + 1).contains(kid);
        gateway.bearer(before).get(AUTH + "/status").then().statusCode(200);
        assertThat(kidOf(gateway.identity("session", owner.cookie()).path("token")))
                .isNotEqualTo(kid);
        Tables.run("UPDATE signing_key SET active_from = now() WHERE id = '" + kid + "'");
        Awaitility.await().atMost(Duration.ofSeconds(12)).until(() -> kidOf(
                        gateway.identity("session", owner.cookie()).path("token"))
                .equals(kid));
        gateway.bearer(before).get(AUTH + "/status").then().statusCode(200);
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
