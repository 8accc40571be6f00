package dev.koda.auth.secret;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
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
import dev.koda.platform.testkit.server.TestEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@AuthStack
@WithPostgres(Service.AUTH)
@WithKafka
class NoSecretLeaksTest {

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

    private final List<String> logs = new CopyOnWriteArrayList<>();

    private final Handler listener = new Handler() {
        @Override
        public void publish(LogRecord line) {
            logs.add(line.getMessage() + " " + Arrays.toString(line.getParameters()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @Test
    void noSecretIsFoundInAnyTableEventOrLog() {
        Logger.getLogger("").addHandler(listener);
        try (KafkaProbe audit = KafkaProbe.on("koda.audit");
                KafkaProbe sessions = KafkaProbe.on("koda.auth.session")) {
            List<String> secrets = liveThrough();
            String marker =
                    gateway.session(owner.cookie()).get(AUTH + "/status").path("session_id");
            gateway.session(owner.cookie()).post(AUTH + "/logout").then().statusCode(204);
            audit.await(event -> event.value().contains(marker));
            sessions.await(event -> event.value().contains(marker));

            String events = Stream.concat(audit.seen(event -> true).stream(), sessions.seen(event -> true).stream())
                    .map(event -> event.key() + event.value() + event.headers())
                    .collect(Collectors.joining());
            String tables = Tables.everything();
            String lines = String.join("\n", logs);
            for (String secret : secrets) {
                assertThat(events).doesNotContain(secret);
                assertThat(lines).doesNotContain(secret);
                assertThat(tables).doesNotContain(secret).doesNotContain(hex(secret));
            }
        } finally {
            Logger.getLogger("").removeHandler(listener);
        }
    }

    /** Uses every kind of secret once, rightly and wrongly, and tells what must not be found again. */
    private List<String> liveThrough() {
        List<String> secrets = new ArrayList<>(owner.recoveryCodes());
        owner.recoveryCodes().forEach(code -> secrets.add(code.replace("-", "")));
        secrets.addAll(
                List.of(owner.password(), owner.cookie(), TestEnvironment.SERVICE_KEY, TestEnvironment.BREAK_GLASS));
        secrets.add(gateway.session(owner.cookie())
                .body(Map.of("token_name", "ci", "scopes", List.of("tasks:read")))
                .post(AUTH + "/tokens")
                .path("token"));
        secrets.add(gateway.session(owner.cookie()).post(AUTH + "/totp/enrol").path("secret"));
        String invited = gateway.session(owner.cookie())
                .body(Map.of("email", "ada@example.org", "role", "viewer"))
                .post("/api/control-plane/operators")
                .path("invite_url");
        secrets.add(invited.substring(invited.indexOf("token=") + 6));
        People.login(gateway, "typed into the wrong field", "a wrong but precious secret");
        secrets.addAll(List.of("typed into the wrong field", "a wrong but precious secret"));
        gateway.stranger()
                .body(Map.of(
                        "identifier",
                        People.OWNER_EMAIL,
                        "recovery_code",
                        "QQQQ-RRRR-SSSS",
                        "new_password",
                        "precious new one"))
                .post(AUTH + "/password/recover");
        secrets.addAll(List.of("QQQQ-RRRR-SSSS", "precious new one"));
        gateway.stranger()
                .body("{\"identifier\": \"x\", \"password\": {\"oops\": \"misplaced precious\"}}")
                .post(AUTH + "/login");
        secrets.add("misplaced precious");
        return secrets;
    }

    private static String hex(String secret) {
        return HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8));
    }
}
