package dev.koda.provider.secrecy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.koda.platform.boot.Service;
import dev.koda.platform.testkit.database.WithPostgres;
import dev.koda.platform.testkit.event.KafkaProbe;
import dev.koda.platform.testkit.event.WithKafka;
import dev.koda.platform.testkit.token.WithStubIdentity;
import dev.koda.provider.Calls;
import dev.koda.provider.WithMasterKey;
import dev.koda.provider.stub.OpenAiShapes;
import dev.koda.provider.stub.Reply;
import dev.koda.provider.stub.StubVendor;

import static org.assertj.core.api.Assertions.assertThat;

/** Looks for the credential wherever this service writes: tables, logs, events, answers. */
@QuarkusTest
@WithPostgres(Service.PROVIDER)
@WithKafka
@WithStubIdentity
@WithMasterKey
class FingerprintTest {

    private static final String KEY = "sk-fingerprint-7Qm2Zx9Lw4Tn8Rb1";
    private static final String FINGERPRINT = "fingerprint-7Qm2Zx9Lw4Tn";
    private static final String CHAT = "/v1/chat/completions";

    @Inject
    Pool pool;

    private final List<String> logged = new CopyOnWriteArrayList<>();
    private final Handler listening = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            logged.add(entry.getMessage() + entry.getThrown());
            if (entry.getParameters() != null) {
                logged.add(Arrays.toString(entry.getParameters()));
            }
        }

        @Override
        public void flush() {
            // nothing is buffered
        }

        @Override
        public void close() {
            // nothing is held
        }
    };
    private StubVendor vendor;

    @BeforeEach
    void start() throws Exception {
        Logger.getLogger("").addHandler(listening);
        vendor = StubVendor.start();
    }

    @AfterEach
    void stop() {
        Logger.getLogger("").removeHandler(listening);
        Calls.disconnect("groq");
        vendor.close();
    }

    @Test
    void theCredentialIsNowhereButInTheVendorsRequest() {
        List<String> answers = new ArrayList<>();
        try (KafkaProbe events = KafkaProbe.on("koda.provider.connection");
                KafkaProbe audit = KafkaProbe.on("koda.audit")) {
            use(answers);
            events.await(
                    event -> event.value().contains("\"groq\"") && event.type().contains("removed"));
            audit.await(event -> event.value().contains("provider.connection.removed"));
            assertThat(events.seen(event -> event.value().contains(FINGERPRINT)))
                    .isEmpty();
            assertThat(audit.seen(event -> event.value().contains(FINGERPRINT))).isEmpty();
        }
        assertThat(answers).noneMatch(answer -> answer.contains(FINGERPRINT));
        assertThat(logged).noneMatch(line -> line.contains(FINGERPRINT));
        assertThat(vendor.asked(CHAT)).allSatisfy(asked -> {
            assertThat(asked.headers()).containsEntry("authorization", "Bearer " + KEY);
            assertThat(asked.headers().toString()).doesNotContain("k1.");
        });
    }

    private void use(List<String> answers) {
        String echo =
                OpenAiShapes.error("invalid_api_key", "invalid_request_error", "Incorrect API key provided: " + KEY);
        vendor.on("/v1/models", Reply.json(401, echo)).on(CHAT, Reply.json(401, echo));
        answers.add(Calls.as("owner")
                .body(Map.of(
                        "auth",
                        Map.of("api_key", KEY),
                        "base_url",
                        vendor.url() + "/v1",
                        "headers",
                        Map.of("X-Extra", KEY)))
                .put("/api/control-plane/providers/groq/connection")
                .asString());
        answers.add(Calls.verify("groq").asString());
        answers.add(Calls.as("viewer").get("/api/control-plane/providers").asString());
        answers.add(Calls.as("viewer")
                .get("/api/control-plane/providers/groq/verifications")
                .asString());
        answers.add(Calls.as("owner")
                .body("{\"auth\":{\"api_key\":\"" + KEY + "\"},\"nonsense\":1}")
                .put("/api/control-plane/providers/groq/connection")
                .asString());
        for (boolean stream : new boolean[] {true, false}) {
            answers.add(Calls.asService()
                    .body("{\"provider\":\"groq\",\"model\":\"m\",\"stream\":" + stream
                            + ",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"x\"}]}]}")
                    .post("/internal/completions")
                    .asString());
        }
        assertThat(tables()).noneMatch(row -> row.contains(FINGERPRINT));
        answers.add(Calls.as("owner")
                .delete("/api/control-plane/providers/groq/connection")
                .asString());
    }

    /** Every row of every table of the schema, as text. */
    private List<String> tables() {
        List<String> rows = new ArrayList<>();
        List<String> names = new ArrayList<>();
        pool.query("SELECT table_name FROM information_schema.tables WHERE table_schema = 'provider'")
                .execute()
                .await()
                .atMost(Duration.ofSeconds(60))
                .forEach(row -> names.add(row.getString(0)));
        assertThat(names).contains("provider_connection", "verification", "usage_record");
        for (String name : names) {
            if (!name.startsWith("flyway")) {
                pool.query("SELECT t::text FROM " + name + " t")
                        .execute()
                        .await()
                        .atMost(Duration.ofSeconds(60))
                        .forEach(row -> rows.add(row.getString(0)));
            }
        }
        return rows;
    }
}
