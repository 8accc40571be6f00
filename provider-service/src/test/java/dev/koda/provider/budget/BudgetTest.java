package dev.koda.provider.budget;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.vertx.core.Promise;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.koda.platform.boot.Service;
import dev.koda.platform.testkit.database.WithPostgres;
import dev.koda.platform.testkit.event.EventAssertions;
import dev.koda.platform.testkit.event.KafkaProbe;
import dev.koda.platform.testkit.event.ReceivedEvent;
import dev.koda.platform.testkit.event.WithKafka;
import dev.koda.platform.testkit.token.WithStubIdentity;
import dev.koda.provider.Calls;
import dev.koda.provider.WithMasterKey;
import dev.koda.provider.stub.OpenAiShapes;
import dev.koda.provider.stub.Reply;
import dev.koda.provider.stub.StubVendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@WithPostgres(Service.PROVIDER)
@WithKafka
@WithStubIdentity
@WithMasterKey
class BudgetTest {

    private static final String CHAT = "/v1/chat/completions";
    private static final String BUDGETS = "/api/control-plane/budgets";

    /** True cost of one answer of the stub: 12 tokens in, 5 out, at 0.15 and 0.60 USD per million. */
    private static final BigDecimal ONE_CALL = new BigDecimal("0.0000048");

    private static final Duration LONG = Duration.ofSeconds(120);

    @Inject
    Pool pool;

    @Inject
    Ledger ledger;

    private StubVendor vendor;

    /** A day's budget begins anew at midnight; a test that would begin just before it waits for it. */
    @BeforeEach
    void notAcrossMidnight() {
        await().atMost(Duration.ofMinutes(3))
                .until(() -> LocalTime.now(ZoneOffset.UTC).isBefore(LocalTime.of(23, 58)));
    }

    @BeforeEach
    void start() throws Exception {
        vendor = StubVendor.start().on(CHAT, Reply.json(200, OpenAiShapes.whole("Hello")));
        Calls.connect("openai", vendor.url() + "/v1");
    }

    @AfterEach
    void stop() {
        for (String scope : new String[] {"all", "agent:a1", "agent:a2"}) {
            Calls.as("owner").delete(BUDGETS + "?scope=" + scope);
        }
        Calls.disconnect("openai");
        vendor.close();
    }

    @Test
    void aHundredParallelCallsAgainstABudgetForTenSpendItAndNoMore() throws Exception {
        BigDecimal worst = worstCaseOfOneCall();
        BigDecimal limit = worst.multiply(BigDecimal.TEN);
        set("all", "day", limit);
        vendor.on(CHAT, Reply.json(200, OpenAiShapes.whole("Hello", 9, 100))); // each costs its worst case
        Promise<Void> gate = vendor.hold();
        List<Integer> statuses = new CopyOnWriteArrayList<>();
        try (ExecutorService callers = Executors.newFixedThreadPool(100)) {
            for (int call = 0; call < 100; call++) {
                callers.execute(() -> statuses.add(complete("a1").statusCode()));
            }
            await().atMost(LONG).until(() -> statuses.size() == 90);
            assertThat(statuses).containsOnly(402);
            gate.complete();
        }
        assertThat(statuses.stream().filter(status -> status == 200)).hasSize(10);
        await().atMost(LONG).untilAsserted(() -> assertThat(budget("all"))
                .containsEntry("reserved", "0")
                .containsEntry("spent", limit.stripTrailingZeros().toPlainString()));
        complete("a1").then().statusCode(402);
    }

    @Test
    void aBudgetIsOvershotByOneReservationAtMost() {
        BigDecimal worst = worstCaseOfOneCall();
        set("all", "day", worst.subtract(new BigDecimal("0.000001")));
        vendor.on(CHAT, Reply.json(200, OpenAiShapes.whole("Hello", 9, 100)));
        complete("a1").then().statusCode(200); // something was left, so it was given
        complete("a1").then().statusCode(402);
        await().atMost(LONG).untilAsserted(() -> assertThat(budget("all"))
                .containsEntry("spent", worst.stripTrailingZeros().toPlainString()));
        complete("a1").then().statusCode(402);
    }

    @Test
    void whatIsSpentAfterItsReservationWasReleasedIsBookedAllTheSame() throws Exception {
        set("agent:a2", "day", BigDecimal.TEN);
        Promise<Void> gate = vendor.hold();
        try (ExecutorService caller = Executors.newSingleThreadExecutor()) {
            Future<Integer> call = caller.submit(() -> complete("a2").statusCode());
            await().atMost(LONG).until(() -> !vendor.asked(CHAT).isEmpty());
            pool.query("SELECT end_reservations(array_agg(id), array_agg(0::numeric)) FROM reservation")
                    .execute()
                    .await()
                    .atMost(Duration.ofSeconds(60)); // as the sweeper does for a process that seems dead
            assertThat(budget("agent:a2")).containsEntry("reserved", "0");
            gate.complete();
            assertThat(call.get()).isEqualTo(200);
        }
        await().atMost(LONG).untilAsserted(() -> assertThat(budget("agent:a2"))
                .containsEntry("reserved", "0")
                .containsEntry("spent", ONE_CALL.toPlainString()));
    }

    @Test
    void anExhaustedBudgetIsA402ThatIsAuditedAndPublishedOnce() {
        set("agent:a1", "month", new BigDecimal("0.000001"));
        complete("a1").then().statusCode(200);
        await().atMost(LONG).until(() -> !"0".equals(budget("agent:a1").get("spent")));
        try (KafkaProbe events = KafkaProbe.on("koda.provider.connection");
                KafkaProbe audit = KafkaProbe.on("koda.audit")) {
            complete("a1")
                    .then()
                    .statusCode(402)
                    .body("code", equalTo("budget_exhausted"))
                    .body("scope", equalTo("agent:a1"))
                    .body("period", equalTo("month"));
            complete("a1").then().statusCode(402);
            complete("other").then().statusCode(200);
            ReceivedEvent told = events.await(BudgetTest::isOfTheMonthOfA1);
            EventAssertions.matchesSchema(told.type(), told.value());
            audit.await(event -> event.value().contains("\"budget.exhausted\"") && "agent:a1".equals(event.key()));
            assertThat(events.seen(BudgetTest::isOfTheMonthOfA1).stream()
                            .map(ReceivedEvent::id)
                            .distinct())
                    .hasSize(1);
        }
    }

    /** Others that the tests before used up may be told of a little later. */
    private static boolean isOfTheMonthOfA1(ReceivedEvent event) {
        return "dev.koda.provider.budget.exhausted.v1".equals(event.type())
                && "agent:a1".equals(event.json().path("scope").asText())
                && "month".equals(event.json().path("period").asText());
    }

    @Test
    void aFailedCallReleasesItsReservation() {
        set("agent:a2", "day", BigDecimal.TEN);
        vendor.on(CHAT, Reply.json(401, OpenAiShapes.error("invalid_api_key", "invalid_request_error", "no")));
        complete("a2").then().statusCode(502);
        await().atMost(LONG).untilAsserted(() -> {
            assertThat(budget("agent:a2")).containsEntry("reserved", "0").containsEntry("spent", "0");
        });
    }

    @Test
    void whatACrashedProcessHeldIsReleased() {
        set("agent:a2", "day", BigDecimal.TEN);
        UUID crashed = new UUID(7, System.nanoTime());
        OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
        run("INSERT INTO reservation_holder (id, seen_at) VALUES ($1, now())", Tuple.of(crashed)); // it lives
        run("SELECT * FROM reserve_budget($1, $2, $3, $4, $5, $6)", Tuple.from(new Object[] {
            new UUID(1, System.nanoTime()), crashed, new String[] {"agent:a2"}, BigDecimal.ONE, now, now.plusHours(1)
        }));
        ledger.sweep().await().atMost(LONG);
        assertThat(budget("agent:a2")).containsEntry("reserved", "1");

        run("UPDATE reservation_holder SET seen_at = now() - interval '31 s' WHERE id = $1", Tuple.of(crashed));
        ledger.sweep().await().atMost(LONG);
        assertThat(budget("agent:a2")).containsEntry("reserved", "0").containsEntry("spent", "0");
    }

    private void run(String sql, Tuple parameters) {
        pool.preparedQuery(sql).execute(parameters).await().atMost(LONG);
    }

    @Test
    void aModelWithoutAPriceIsRefusedWhereABudgetApplies() {
        set("agent:a1", "day", BigDecimal.TEN);
        complete("a1", "never-priced").then().statusCode(402).body("code", equalTo("model_unpriced"));
        complete("other", "never-priced").then().statusCode(200);
    }

    @Test
    void costsAreSummedByAgentAndModel() {
        complete("summed").then().statusCode(200);
        await().atMost(LONG).untilAsserted(() -> Calls.as("viewer")
                .get("/api/control-plane/costs?by=agent")
                .then()
                .statusCode(200)
                .body("items.find { it.key == 'summed' }.amount", equalTo(ONE_CALL.toPlainString()))
                .body("items.find { it.key == 'summed' }.calls", equalTo(1)));
        Calls.as("viewer").get("/api/control-plane/costs?by=colour").then().statusCode(400);
    }

    @Test
    void whatCostsNothingPassesAUsedUpBudget() {
        set("agent:a1", "day", new BigDecimal("0.000001"));
        complete("a1").then().statusCode(200);
        await().atMost(LONG).until(() -> !"0".equals(budget("agent:a1").get("spent")));
        complete("a1").then().statusCode(402);
        Calls.asService().body("""
                        {"provider":"rehearsal","model":"rehearsal-1","stream":false,
                         "messages":[{"role":"user","content":[{"type":"text","text":"Say hello"}]}],
                         "context":{"agent_id":"a1"}}""").post("/internal/completions").then().statusCode(200);
    }

    @Test
    void aPageGoesOnBehindABudgetThatIsGone() {
        set("agent:a1", "day", BigDecimal.TEN);
        set("agent:a2", "day", BigDecimal.TEN);
        set("all", "day", BigDecimal.TEN);
        Response first = Calls.as("viewer").get(BUDGETS + "?limit=1");
        first.then().body("items.scope", contains("agent:a1"));
        Calls.as("owner").delete(BUDGETS + "?scope=agent:a1").then().statusCode(204);
        Calls.as("viewer")
                .get(BUDGETS + "?cursor=" + first.jsonPath().getString("next_cursor"))
                .then()
                .statusCode(200)
                .body("items.scope", contains("agent:a2", "all"));
    }

    @Test
    void costsComeInPagesThatLoseNothing() {
        List<String> three = List.of("paged-1", "paged-2", "paged-3");
        three.forEach(agent -> complete(agent).then().statusCode(200));
        await().atMost(LONG).until(() -> costs("").getList("items.key").containsAll(three));
        List<String> paged = new ArrayList<>();
        String cursor = null;
        do {
            JsonPath page = costs("&limit=1" + (cursor == null ? "" : "&cursor=" + cursor));
            paged.addAll(page.getList("items.key", String.class));
            cursor = page.getString("next_cursor");
        } while (cursor != null && paged.size() < 1_000);
        assertThat(paged)
                .as("what other tests spent may still move, these do not")
                .containsSubsequence(three)
                .filteredOn(three::contains)
                .hasSize(3);
    }

    private static JsonPath costs(String query) {
        return Calls.as("viewer")
                .get("/api/control-plane/costs?by=agent" + query)
                .jsonPath();
    }

    private BigDecimal worstCaseOfOneCall() {
        // 9 estimated tokens of prompt in, 100 tokens asked for out
        return new BigDecimal("0.15")
                .multiply(new BigDecimal("9"))
                .add(new BigDecimal("0.60").multiply(new BigDecimal("100")))
                .movePointLeft(6);
    }

    private static void set(String scope, String period, BigDecimal limit) {
        Calls.as("owner")
                .body(Map.of("scope", scope, "period", period, "limit", limit.toPlainString(), "currency", "USD"))
                .put(BUDGETS)
                .then()
                .statusCode(200);
    }

    private static Map<String, Object> budget(String scope) {
        return Calls.as("viewer").get(BUDGETS).jsonPath().getMap("items.find { it.scope == '" + scope + "' }");
    }

    private static Response complete(String agent) {
        return complete(agent, "gpt-4o-mini");
    }

    private static Response complete(String agent, String model) {
        return Calls.asService().body("""
                        {"provider":"openai","model":"%s","stream":false,
                         "messages":[{"role":"user","content":[{"type":"text","text":"Say hello"}]}],
                         "options":{"max_output_tokens":100},"context":{"agent_id":"%s"}}""".formatted(model, agent)).post("/internal/completions");
    }
}
