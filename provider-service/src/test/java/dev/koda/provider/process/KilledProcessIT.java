package dev.koda.provider.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import io.vertx.core.Promise;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.koda.provider.Calls;
import dev.koda.provider.stub.OpenAiShapes;
import dev.koda.provider.stub.Reply;
import dev.koda.provider.stub.StubVendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** {@code kill -9} of the shipped process where it hurts most: with money reserved and a key rotation half done. */
class KilledProcessIT {

    private static final Duration LONG = Duration.ofSeconds(90);
    private static final String CHAT = "/v1/chat/completions";
    private static final String PROVIDERS = "/api/control-plane/providers/";
    private static final String[] CONNECTED = {"openai", "kimi", "qwen"};

    private static final String QUESTION = """
            {"provider":"openai","model":"gpt-4o-mini","stream":false,
             "messages":[{"role":"user","content":[{"type":"text","text":"Say hello"}]}],
             "options":{"max_output_tokens":100},"context":{"agent_id":"a1"}}""";

    /** Backends of this database that wait for a row lock. */
    private static final String BLOCKED = """
            FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'""";

    @TempDir
    Path folder;

    private House house;
    private StubVendor vendor;

    @BeforeEach
    void start() throws Exception {
        house = new House(folder);
        vendor = StubVendor.start()
                .on("/v1/models", Reply.json(200, OpenAiShapes.MODELS))
                .on(CHAT, Reply.json(200, OpenAiShapes.whole("Hello")));
    }

    @AfterEach
    void stop() {
        vendor.close();
        house.close();
    }

    @Test
    void reservationsAreReleasedAndARotationIsFinishedByTheNextBootAlsoWhenThatIsKilledToo() throws Exception {
        try (Connection blocker = house.connect()) {
            try (PackagedService first =
                    PackagedService.start(house.environment()).ready()) {
                connectAll(first);
                killInMidCallAndRotation(first, blocker);
            }
            try (PackagedService second = PackagedService.start(house.environment())) {
                untilBlocked(); // it goes on with the rotation before it takes requests
                second.kill();
            }
            assertThat(house.text("SELECT state FROM master_key_rotation")).isEqualTo("running");
            blocker.rollback();
        }
        house.execute("UPDATE reservation_holder SET seen_at = seen_at - interval '30 s'"); // half a minute later
        try (PackagedService third = PackagedService.start(house.environment()).ready()) {
            everyCredentialIsUnderTheNewKey();
            await().atMost(LONG).untilAsserted(() -> {
                assertThat(house.text("SELECT count(*) FROM reservation")).isEqualTo("0");
                assertThat(house.text("SELECT reserved = 0 AND spent = 0 FROM budget_account"))
                        .isEqualTo("t");
            });
            vendor.hold().complete();
            vendor.forget();
            assertThat(third.send("POST", "/internal/completions", House.service(), QUESTION)
                            .status())
                    .isEqualTo(200);
            assertThat(vendor.asked(CHAT)).singleElement().satisfies(asked -> assertThat(asked.headers())
                    .containsEntry("authorization", "Bearer " + Calls.KEY));
            await().atMost(LONG).untilAsserted(() -> assertThat(
                            house.text("SELECT reserved = 0 AND spent = 0.0000048 FROM budget_account"))
                    .isEqualTo("t"));
        }
    }

    private void connectAll(PackagedService service) throws Exception {
        for (String provider : CONNECTED) {
            String body = "{\"auth\":{\"api_key\":\"" + Calls.KEY + "\"},\"base_url\":\"" + vendor.url() + "/v1\"}";
            assertThat(service.send("PUT", PROVIDERS + provider + "/connection", House.owner(), body)
                            .status())
                    .isEqualTo(200);
        }
        String budget = "{\"scope\":\"all\",\"period\":\"month\",\"limit\":\"10.00\",\"currency\":\"USD\"}";
        assertThat(service.send("PUT", "/api/control-plane/budgets", House.owner(), budget)
                        .status())
                .isEqualTo(200);
    }

    private void killInMidCallAndRotation(PackagedService service, Connection blocker) throws Exception {
        Promise<Void> never = vendor.hold();
        var call = service.later("POST", "/internal/completions", House.service(), QUESTION);
        await().atMost(LONG).until(() -> vendor.asked(CHAT).size() == 1);
        assertThat(house.text("SELECT reserved > 0 FROM budget_account")).isEqualTo("t");

        block(blocker);
        var rotation = service.later("POST", PROVIDERS + "rotate-master-key", House.owner(), "");
        untilBlocked();
        service.kill();

        assertThat(call).failsWithin(LONG);
        assertThat(rotation).failsWithin(LONG);
        assertThat(never.future().isComplete()).isFalse();
        house.execute("SELECT pg_terminate_backend(pid) " + BLOCKED); // nobody is behind it any more
        assertThat(house.text("SELECT count(*) FROM reservation")).isEqualTo("1");
        assertThat(house.text("SELECT state FROM master_key_rotation")).isEqualTo("running");
    }

    /** Holds one of the rows that a rotation has to change. */
    private static void block(Connection blocker) throws SQLException {
        blocker.setAutoCommit(false);
        try (Statement statement = blocker.createStatement()) {
            statement.execute("SELECT 1 FROM provider_connection WHERE provider_id = 'qwen' FOR UPDATE");
        }
    }

    private void untilBlocked() {
        await("a rotation stands at the row held").atMost(LONG).until(() -> !"0"
                .equals(house.text(
                        "SELECT count(*) " + BLOCKED + " AND query LIKE 'UPDATE provider_connection SET sealed%'")));
    }

    private void everyCredentialIsUnderTheNewKey() throws Exception {
        assertThat(Files.readAllLines(house.keyFile())).hasSize(2);
        String newKey = house.text("SELECT to_key FROM master_key_rotation WHERE state = 'completed'");
        assertThat(house.text(
                        "SELECT count(*) FROM provider_connection WHERE sealed_credential LIKE 'k1." + newKey + ".%'"))
                .isEqualTo(Integer.toString(CONNECTED.length));
        assertThat(house.text("SELECT sealed FROM master_key_canary")).startsWith("k1." + newKey + ".");
    }
}
