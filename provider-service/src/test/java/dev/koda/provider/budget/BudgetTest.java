package dev.koda.provider.budget;

import java.math.BigDecimal;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
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
import dev.koda.provider.stub.StubVendor;

import static dev.koda.provider.budget.PaidCalls.BUDGETS;
import static dev.koda.provider.budget.PaidCalls.LONG;
import static dev.koda.provider.budget.PaidCalls.budget;
import static dev.koda.provider.budget.PaidCalls.complete;
import static dev.koda.provider.budget.PaidCalls.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

/** What a budget refuses, and what passes it. */
@QuarkusTest
@WithPostgres(Service.PROVIDER)
@WithKafka
@WithStubIdentity
@WithMasterKey
class BudgetTest {

    private StubVendor vendor;

    @BeforeEach
    void start() throws Exception {
        vendor = PaidCalls.connectVendor();
    }

    @AfterEach
    void stop() {
        PaidCalls.disconnectVendor(vendor);
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
    void aModelWithoutAPriceIsRefusedWhereABudgetApplies() {
        set("agent:a1", "day", BigDecimal.TEN);
        complete("a1", "never-priced").then().statusCode(402).body("code", equalTo("model_unpriced"));
        complete("other", "never-priced").then().statusCode(200);
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
}
