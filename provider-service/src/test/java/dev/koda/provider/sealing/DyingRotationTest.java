package dev.koda.provider.sealing;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.koda.platform.boot.Service;
import dev.koda.platform.testkit.database.WithPostgres;
import dev.koda.platform.testkit.event.WithKafka;
import dev.koda.platform.testkit.token.WithStubIdentity;
import dev.koda.provider.Calls;
import dev.koda.provider.WithMasterKey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

/** A process that dies while it moves credentials to a new key, at each of its statements. */
@QuarkusTest
@WithPostgres(Service.PROVIDER)
@WithKafka
@WithStubIdentity
@WithMasterKey
class DyingRotationTest {

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
    Keyring keyring;

    @Inject
    MasterKeyRotation rotation;

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
    void aRotationThatDiesAtAnyOfItsStatementsIsFinishedByTheNextBoot() throws Throwable {
        int deaths = 0;
        while (diesAtStatement(deaths + 1)) {
            deaths++;
            keyring.reload(); // all that a new process knows
            everythingOpens();
            rotation.resume(null);
            everythingOpens();
            assertThat(sealed.text("SELECT count(*)::text FROM master_key_rotation WHERE state = 'running'"))
                    .as("rotations left after death %d", deaths)
                    .isEqualTo("0");
        }
        // its own row; each of three credentials and their count; the canary, the end and the audit entry
        assertThat(deaths).isEqualTo(10);
        everythingOpens();
        assertThat(sealed.keyIdOf("kimi")).isEqualTo(keyring.sealer().currentKeyId());
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
        assertThat(fresh.open(sealed.text("SELECT sealed FROM master_key_canary"), MasterKeyCanary.PLACE))
                .isEqualTo(MasterKeyCanary.TEXT);
        for (String provider : SealedCredentials.PROVIDERS) {
            assertThat(fresh.open(sealed.of(provider), "connection/" + provider + "/credential"))
                    .isEqualTo(Calls.KEY);
        }
    }

    private static String setting(String name) {
        return ConfigProvider.getConfig().getValue(name, String.class);
    }
}
