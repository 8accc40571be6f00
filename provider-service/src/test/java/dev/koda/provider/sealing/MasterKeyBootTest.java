package dev.koda.provider.sealing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.koda.platform.boot.Service;
import dev.koda.platform.testkit.database.WithPostgres;
import dev.koda.platform.testkit.event.WithKafka;
import dev.koda.platform.testkit.server.TestEnvironment;
import dev.koda.platform.testkit.token.WithStubIdentity;
import dev.koda.provider.WithMasterKey;

import static org.assertj.core.api.Assertions.assertThat;

/** The boot with the right, the wrong and no key, against the database of a service that has run. */
@QuarkusTest
@WithPostgres(Service.PROVIDER)
@WithKafka
@WithStubIdentity
@WithMasterKey
class MasterKeyBootTest {

    @TempDir
    Path folder;

    @Test
    void theRightKeyBoots() {
        assertThat(MasterKeyBoot.refusal(environment(Path.of(setting("CONTROL_PLANE_MASTER_KEY_FILE")))))
                .isEmpty();
    }

    @Test
    void aWrongKeyStopsTheBootAndNamesTheOneThatIsNeeded() throws IOException {
        Path wrong = folder.resolve("wrong.key");
        byte[] bytes = "ffffffffffffffffffffffffffffffff".getBytes(StandardCharsets.US_ASCII);
        Files.writeString(wrong, Base64.getEncoder().encodeToString(bytes));
        List<MasterKey> right = new MasterKeyFile(Path.of(setting("CONTROL_PLANE_MASTER_KEY_FILE"))).read();
        assertThat(MasterKeyBoot.refusal(environment(wrong))).hasValueSatisfying(line -> assertThat(line)
                .contains(
                        "CONTROL_PLANE_MASTER_KEY_FILE",
                        "needs key ",
                        MasterKey.of(bytes).id())
                .containsAnyOf(right.stream().map(MasterKey::id).toArray(String[]::new))
                .doesNotContain("\n"));
    }

    @Test
    void aMissingKeyStopsTheBootAndTheOneThatIsNeededIsNamed() {
        List<MasterKey> right = new MasterKeyFile(Path.of(setting("CONTROL_PLANE_MASTER_KEY_FILE"))).read();
        assertThat(MasterKeyBoot.refusal(environment(folder.resolve("none.key"))))
                .hasValueSatisfying(line -> assertThat(line)
                        .contains("cannot be read", "what is stored needs key ")
                        .containsAnyOf(right.stream().map(MasterKey::id).toArray(String[]::new))
                        .doesNotContain("\n"));
    }

    private static Map<String, String> environment(Path keyFile) {
        Map<String, String> env = new HashMap<>(TestEnvironment.variables());
        env.put("KNOWLEDGE_V2_POSTGRES_DSN", setting("KNOWLEDGE_V2_POSTGRES_DSN"));
        env.put("KODA_KAFKA_BOOTSTRAP_SERVERS", setting("KODA_KAFKA_BOOTSTRAP_SERVERS"));
        env.put("CONTROL_PLANE_MASTER_KEY_FILE", keyFile.toString());
        return env;
    }

    private static String setting(String name) {
        return ConfigProvider.getConfig().getValue(name, String.class);
    }
}
