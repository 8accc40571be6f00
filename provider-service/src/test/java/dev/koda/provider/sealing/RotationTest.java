package dev.koda.provider.sealing;

import java.time.Duration;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.koda.platform.boot.Service;
import dev.koda.platform.boot.seam.Ids;
import dev.koda.platform.testkit.database.WithPostgres;
import dev.koda.platform.testkit.event.WithKafka;
import dev.koda.platform.testkit.token.WithStubIdentity;
import dev.koda.provider.Calls;
import dev.koda.provider.WithMasterKey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@WithPostgres(Service.PROVIDER)
@WithKafka
@WithStubIdentity
@WithMasterKey
class RotationTest {

    private static final String ROTATE = "/api/control-plane/providers/rotate-master-key";

    @Inject
    Pool pool;

    @Inject
    Ids ids;

    @Inject
    Keyring keyring;

    private SealedCredentials sealed;

    @BeforeEach
    void start() throws Exception {
        sealed = SealedCredentials.connected(pool);
    }

    @AfterEach
    void stop() {
        sealed.close();
    }

    @Test
    void rotatingMovesEveryCredentialAndTheyStillWork() {
        String before = keyring.sealer().currentKeyId();
        Calls.as("owner")
                .post(ROTATE)
                .then()
                .statusCode(200)
                .body("state", equalTo("completed"))
                .body("rewrapped", equalTo(3));
        assertThat(keyring.sealer().currentKeyId()).isNotEqualTo(before);
        assertThat(sealed.keyIdOf("deepseek")).isEqualTo(keyring.sealer().currentKeyId());
        assertThat(sealed.text("SELECT sealed FROM master_key_canary"))
                .contains(keyring.sealer().currentKeyId());
        sealed.vendor().forget();
        Calls.verify("deepseek").then().statusCode(200).body("verdict", equalTo("usable"));
        assertThat(sealed.vendor().asked("/v1/models").getFirst().headers())
                .containsEntry("authorization", "Bearer " + Calls.KEY);
    }

    @Test
    void aRotationThatWasKilledHalfwayIsFinishedByTheNextCall() throws Exception {
        String old = keyring.sealer().currentKeyId();
        keyring.mint(); // the new key is in the file, then everything stops after one value
        pool.preparedQuery(
                        "INSERT INTO master_key_rotation (id, to_key, state, started_at) VALUES ($1, $2, 'running', now())")
                .execute(Tuple.of(
                        ids.next(), // the newest of all rotations
                        keyring.sealer().currentKeyId()))
                .await()
                .atMost(Duration.ofSeconds(60));
        String sealedText = sealed.of("kimi");
        String moved = keyring.sealer()
                .rewrap(sealedText, "connection/kimi/credential")
                .orElseThrow();
        pool.preparedQuery("UPDATE provider_connection SET sealed_credential = $1 WHERE provider_id = 'kimi'")
                .execute(Tuple.of(moved))
                .await()
                .atMost(Duration.ofSeconds(60));
        assertThat(sealed.keyIdOf("qwen")).isEqualTo(old);

        Calls.as("owner")
                .post(ROTATE)
                .then()
                .statusCode(200)
                .body("state", equalTo("completed"))
                .body("rewrapped", equalTo(2));
        assertThat(sealed.keyIdOf("qwen")).isEqualTo(keyring.sealer().currentKeyId());
        Calls.verify("qwen").then().body("verdict", equalTo("usable"));
    }

    @Test
    void onlyTheOwnerRotates() {
        Calls.as("admin").post(ROTATE).then().statusCode(403);
    }
}
