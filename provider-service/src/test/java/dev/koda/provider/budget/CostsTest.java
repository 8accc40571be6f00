package dev.koda.provider.budget;

import java.util.ArrayList;
import java.util.List;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.koda.platform.boot.Service;
import dev.koda.platform.testkit.database.WithPostgres;
import dev.koda.platform.testkit.event.WithKafka;
import dev.koda.platform.testkit.token.WithStubIdentity;
import dev.koda.provider.Calls;
import dev.koda.provider.WithMasterKey;
import dev.koda.provider.stub.StubVendor;

import static dev.koda.provider.budget.PaidCalls.LONG;
import static dev.koda.provider.budget.PaidCalls.ONE_CALL;
import static dev.koda.provider.budget.PaidCalls.complete;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

/** What was spent, summed and in pages. */
@QuarkusTest
@WithPostgres(Service.PROVIDER)
@WithKafka
@WithStubIdentity
@WithMasterKey
class CostsTest {

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
}
