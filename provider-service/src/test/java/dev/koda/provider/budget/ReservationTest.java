package dev.koda.provider.budget;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Promise;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.koda.platform.boot.Service;
import dev.koda.platform.testkit.database.WithPostgres;
import dev.koda.platform.testkit.event.WithKafka;
import dev.koda.platform.testkit.token.WithStubIdentity;
import dev.koda.provider.WithMasterKey;
import dev.koda.provider.stub.OpenAiShapes;
import dev.koda.provider.stub.Reply;
import dev.koda.provider.stub.StubVendor;

import static dev.koda.provider.budget.PaidCalls.CHAT;
import static dev.koda.provider.budget.PaidCalls.LONG;
import static dev.koda.provider.budget.PaidCalls.ONE_CALL;
import static dev.koda.provider.budget.PaidCalls.WORST_CASE;
import static dev.koda.provider.budget.PaidCalls.budget;
import static dev.koda.provider.budget.PaidCalls.complete;
import static dev.koda.provider.budget.PaidCalls.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

/** What a call reserves, what it really costs, and what becomes of a reservation whose call went wrong. */
@QuarkusTest
@WithPostgres(Service.PROVIDER)
@WithKafka
@WithStubIdentity
@WithMasterKey
class ReservationTest {

    @Inject
    Pool pool;

    @Inject
    Ledger ledger;

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
    void aHundredParallelCallsAgainstABudgetForTenSpendItAndNoMore() throws Exception {
        BigDecimal limit = WORST_CASE.multiply(BigDecimal.TEN);
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
        set("all", "day", WORST_CASE.subtract(new BigDecimal("0.000001")));
        vendor.on(CHAT, Reply.json(200, OpenAiShapes.whole("Hello", 9, 100)));
        complete("a1").then().statusCode(200); // something was left, so it was given
        complete("a1").then().statusCode(402);
        await().atMost(LONG).untilAsserted(() -> assertThat(budget("all"))
                .containsEntry("spent", WORST_CASE.stripTrailingZeros().toPlainString()));
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
    void aFailedCallReleasesItsReservation() {
        set("agent:a2", "day", BigDecimal.TEN);
        vendor.on(CHAT, Reply.json(401, OpenAiShapes.error("invalid_api_key", "invalid_request_error", "no")));
        complete("a2").then().statusCode(502);
        await().atMost(LONG).untilAsserted(() -> {
            assertThat(budget("agent:a2")).containsEntry("reserved", "0").containsEntry("spent", "0");
        });
    }

    /** Else the runtime would go on to another vendor, or give the task up, for a database that restarts. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whileTheDatabaseDoesNotSayTheCallIsRefusedForThatAndTheVendorNotAsked(boolean streamed) {
        set("agent:a2", "day", BigDecimal.TEN);
        SqlConnection other = pool.getConnection().await().atMost(LONG);
        try {
            other.query("BEGIN").execute().await().atMost(LONG);
            other.query("LOCK TABLE budget IN ACCESS EXCLUSIVE MODE")
                    .execute()
                    .await()
                    .atMost(LONG);
            complete("a2", streamed)
                    .then()
                    .statusCode(503)
                    .header("Retry-After", "2")
                    .body("code", equalTo("budget_unavailable"));
            assertThat(vendor.asked(CHAT)).isEmpty();
        } finally {
            other.query("ROLLBACK").execute().await().atMost(LONG);
            other.close().await().atMost(LONG);
        }
        complete("a2", streamed).then().statusCode(200);
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
}
