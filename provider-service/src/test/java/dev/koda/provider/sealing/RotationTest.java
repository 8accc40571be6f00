package dev.koda.provider.sealing;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import org.eclipse.microprofile.config.ConfigProvider;
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
import dev.koda.provider.stub.OpenAiShapes;
import dev.koda.provider.stub.Reply;
import dev.koda.provider.stub.StubVendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@WithPostgres(Service.PROVIDER)
@WithKafka
@WithStubIdentity
@WithMasterKey
class RotationTest {

    private static final String ROTATE = "/api/control-plane/providers/rotate-master-key";

    /** All that a rotation writes, and nothing that others write meanwhile. */
    private static final List<String> WRITES = List.of(
            "INSERT OR UPDATE ON master_key_rotation %s",
            "UPDATE OF sealed_credential ON provider_connection %s",
            "INSERT OR UPDATE ON master_key_canary %s",
            "INSERT ON outbox %s WHEN (NEW.payload::text LIKE '%%master_key.rotated%%')");

    @Inject
    Pool pool;

    @Inject
    Ids ids;

    @Inject
    Keyring keyring;

    @Inject
    MasterKeyRotation rotation;

    private StubVendor vendor;

    @BeforeEach
    void start() throws Exception {
        vendor = StubVendor.start().on("/v1/models", Reply.json(200, OpenAiShapes.MODELS));
        for (String provider : new String[] {"deepseek", "kimi", "qwen"}) {
            Calls.connect(provider, vendor.url() + "/v1").then().statusCode(200);
        }
    }

    @AfterEach
    void stop() {
        for (String provider : new String[] {"deepseek", "kimi", "qwen"}) {
            Calls.disconnect(provider);
        }
        vendor.close();
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
        assertThat(keyIdOf("deepseek")).isEqualTo(keyring.sealer().currentKeyId());
        assertThat(text("SELECT sealed FROM master_key_canary"))
                .contains(keyring.sealer().currentKeyId());
        vendor.forget();
        Calls.verify("deepseek").then().statusCode(200).body("verdict", equalTo("usable"));
        assertThat(vendor.asked("/v1/models").getFirst().headers())
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
        String sealedText = text("SELECT sealed_credential FROM provider_connection WHERE provider_id = 'kimi'");
        String moved = keyring.sealer()
                .rewrap(sealedText, "connection/kimi/credential")
                .orElseThrow();
        pool.preparedQuery("UPDATE provider_connection SET sealed_credential = $1 WHERE provider_id = 'kimi'")
                .execute(Tuple.of(moved))
                .await()
                .atMost(Duration.ofSeconds(60));
        assertThat(keyIdOf("qwen")).isEqualTo(old);

        Calls.as("owner")
                .post(ROTATE)
                .then()
                .statusCode(200)
                .body("state", equalTo("completed"))
                .body("rewrapped", equalTo(2));
        assertThat(keyIdOf("qwen")).isEqualTo(keyring.sealer().currentKeyId());
        Calls.verify("qwen").then().body("verdict", equalTo("usable"));
    }

    @Test
    void aRotationThatDiesAtAnyOfItsStatementsIsFinishedByTheNextBoot() throws Throwable {
        int deaths = 0;
        while (diesAtStatement(deaths + 1)) {
            deaths++;
            keyring.reload(); // all that a new process knows
            everythingOpens();
            rotation.resume(null);
            everythingOpens();
            assertThat(text("SELECT count(*)::text FROM master_key_rotation WHERE state = 'running'"))
                    .as("rotations left after death %d", deaths)
                    .isEqualTo("0");
        }
        // its own row; each of three credentials and their count; the canary, the end and the audit entry
        assertThat(deaths).isEqualTo(10);
        everythingOpens();
        assertThat(keyIdOf("kimi")).isEqualTo(keyring.sealer().currentKeyId());
        Calls.verify("kimi").then().body("verdict", equalTo("usable"));
    }

    /** Rotates with the n-th write failing, as it does when the process dies there; false when there is no n-th. */
    private boolean diesAtStatement(int number) throws SQLException {
        try (Connection owner = DriverManager.getConnection(
                        setting("quarkus.flyway.jdbc-url"),
                        setting("quarkus.flyway.username"),
                        setting("quarkus.flyway.password"));
                Statement ddl = owner.createStatement()) {
            ddl.execute("SET search_path = provider");
            ddl.execute("CREATE SEQUENCE writes");
            ddl.execute("GRANT USAGE ON SEQUENCE writes TO PUBLIC");
            ddl.execute("""
                    CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$
                    BEGIN
                        IF nextval('provider.writes') = TG_ARGV[0]::bigint THEN RAISE EXCEPTION 'killed'; END IF;
                        RETURN NULL;
                    END $$""");
            for (String write : WRITES) {
                ddl.execute("CREATE TRIGGER dies AFTER " + write.formatted("FOR EACH ROW") + " EXECUTE FUNCTION die("
                        + number + ")");
            }
            int status = Calls.as("owner").post(ROTATE).statusCode();
            ddl.execute("DROP FUNCTION die() CASCADE");
            ddl.execute("DROP SEQUENCE writes");
            return status != 200;
        }
    }

    /** With the keys of the file alone, as a fresh process would read them. */
    private void everythingOpens() {
        var fresh = new Sealer(new MasterKeyFile(Path.of(setting("CONTROL_PLANE_MASTER_KEY_FILE"))).read());
        assertThat(fresh.open(text("SELECT sealed FROM master_key_canary"), MasterKeyCanary.PLACE))
                .isEqualTo(MasterKeyCanary.TEXT);
        for (String provider : new String[] {"deepseek", "kimi", "qwen"}) {
            String sealed =
                    text("SELECT sealed_credential FROM provider_connection WHERE provider_id = '" + provider + "'");
            assertThat(fresh.open(sealed, "connection/" + provider + "/credential"))
                    .isEqualTo(Calls.KEY);
        }
    }

    @Test
    void onlyTheOwnerRotates() {
        Calls.as("admin").post(ROTATE).then().statusCode(403);
    }

    private String keyIdOf(String provider) {
        return Sealed.parse(text(
                        "SELECT sealed_credential FROM provider_connection WHERE provider_id = '" + provider + "'"))
                .keyId();
    }

    private String text(String sql) {
        return pool.query(sql)
                .execute()
                .await()
                .atMost(Duration.ofSeconds(60))
                .iterator()
                .next()
                .getString(0);
    }

    private static String setting(String name) {
        return ConfigProvider.getConfig().getValue(name, String.class);
    }
}
