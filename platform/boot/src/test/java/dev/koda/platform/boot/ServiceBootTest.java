package dev.koda.platform.boot;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class ServiceBootTest {

    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    @Test
    void aRefusedSettingEndsTheBootWithOneLine() {
        Map<String, String> env = Environments.soundWith("WEB_OPERATOR_SESSION_SECRET", "changeme");

        assertThat(prepare(Service.GATEWAY, env)).isEqualTo(78);
        assertThat(errors.toString(UTF_8))
                .isEqualTo("gateway: refused to start. "
                        + Settings.check(env).getFirst().line() + System.lineSeparator());
    }

    @Test
    void theGatewayNeedsNoDatabase() {
        assertThat(prepare(Service.GATEWAY, Environments.sound())).isZero();
        assertThat(errors.toString(UTF_8)).isEmpty();
    }

    @Test
    void withoutTheMasterKeyAuthDoesNotStart() {
        Map<String, String> env = Environments.soundWith("KODA_HOME", "/nonexistent");

        assertThat(prepare(Service.AUTH, env)).isEqualTo(78);
        assertThat(errors.toString(UTF_8)).contains("CONTROL_PLANE_MASTER_KEY_FILE");
    }

    private int prepare(Service service, Map<String, String> env) {
        return ServiceBoot.prepare(service, env, new PrintStream(errors, true, UTF_8));
    }
}
