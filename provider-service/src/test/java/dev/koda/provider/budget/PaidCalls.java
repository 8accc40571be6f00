package dev.koda.provider.budget;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Map;

import io.restassured.response.Response;

import dev.koda.provider.Calls;
import dev.koda.provider.stub.OpenAiShapes;
import dev.koda.provider.stub.Reply;
import dev.koda.provider.stub.StubVendor;

import static org.awaitility.Awaitility.await;

/** Calls whose cost is known, and the budgets they are held against: of all, and of the agents a1 and a2. */
final class PaidCalls {

    static final String CHAT = "/v1/chat/completions";
    static final String BUDGETS = "/api/control-plane/budgets";

    /** True cost of one answer of the stub: 12 tokens in, 5 out, at 0.15 and 0.60 USD per million. */
    static final BigDecimal ONE_CALL = new BigDecimal("0.0000048");

    /** What one call reserves: 9 estimated tokens of prompt in, 100 tokens asked for out. */
    static final BigDecimal WORST_CASE = new BigDecimal("0.15")
            .multiply(new BigDecimal("9"))
            .add(new BigDecimal("0.60").multiply(new BigDecimal("100")))
            .movePointLeft(6);

    static final Duration LONG = Duration.ofSeconds(120);

    private PaidCalls() {}

    /** A day's budget begins anew at midnight; a test that would begin just before it waits for it. */
    static StubVendor connectVendor() throws Exception {
        await().atMost(Duration.ofMinutes(3))
                .until(() -> LocalTime.now(ZoneOffset.UTC).isBefore(LocalTime.of(23, 58)));
        StubVendor vendor = StubVendor.start().on(CHAT, Reply.json(200, OpenAiShapes.whole("Hello")));
        Calls.connect("openai", vendor.url() + "/v1");
        return vendor;
    }

    /** The budgets go too. */
    static void disconnectVendor(StubVendor vendor) {
        for (String scope : new String[] {"all", "agent:a1", "agent:a2"}) {
            Calls.as("owner").delete(BUDGETS + "?scope=" + scope);
        }
        Calls.disconnect("openai");
        vendor.close();
    }

    static void set(String scope, String period, BigDecimal limit) {
        Calls.as("owner")
                .body(Map.of("scope", scope, "period", period, "limit", limit.toPlainString(), "currency", "USD"))
                .put(BUDGETS)
                .then()
                .statusCode(200);
    }

    static Map<String, Object> budget(String scope) {
        return Calls.as("viewer").get(BUDGETS).jsonPath().getMap("items.find { it.scope == '" + scope + "' }");
    }

    static Response complete(String agent) {
        return complete(agent, "gpt-4o-mini");
    }

    static Response complete(String agent, boolean streamed) {
        return complete(agent, "gpt-4o-mini", streamed);
    }

    static Response complete(String agent, String model) {
        return complete(agent, model, false);
    }

    private static Response complete(String agent, String model, boolean streamed) {
        return Calls.asService().body("""
                        {"provider":"openai","model":"%s","stream":%s,
                         "messages":[{"role":"user","content":[{"type":"text","text":"Say hello"}]}],
                         "options":{"max_output_tokens":100},"context":{"agent_id":"%s"}}""".formatted(model, streamed, agent)).post("/internal/completions");
    }
}
