package dev.koda.gateway.route;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import io.quarkus.test.junit.QuarkusTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import dev.koda.gateway.stub.StubHouse;
import dev.koda.gateway.stub.StubService;
import dev.koda.gateway.stub.WithStubHouse;

import static dev.koda.gateway.Requests.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

/** What becomes of a request whose service is away, too slow or closes the connection. */
@QuarkusTest
@WithStubHouse
class UnansweredRequestTest {
    @Test
    void aServiceThatIsAwayIsNamedAndTheOthersGoOn() {
        StubService audit = StubHouse.current().of("audit");
        audit.stop();
        try {
            for (int attempt = 0; attempt < 8; attempt++) {
                token().get("/api/control-plane/audit")
                        .then()
                        .statusCode(503)
                        .body("code", equalTo("service_unavailable"))
                        .body("service", equalTo("audit"))
                        .body("detail", startsWith("audit-service does not answer"))
                        .header("Retry-After", notNullValue());
            }
            token().get("/api/control-plane/agents").then().statusCode(200);
        } finally {
            audit.restart();
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> token().get("/api/control-plane/audit").statusCode() == 200);
    }

    @Test
    void aServiceThatDoesNotAnswerInTimeIsGivenUp() {
        StubHouse.current().of("storage").on("/api/control-plane/storage/slow", request -> {});

        token().get("/api/control-plane/storage/slow")
                .then()
                .statusCode(504)
                .body("code", equalTo("service_timeout"))
                .body("service", equalTo("storage"));
    }

    @Test
    void aReadWhoseConnectionClosesBeforeTheAnswerIsSentOnceMore() {
        AtomicInteger asked = closesFirst("/api/control-plane/storage/closing", 1);

        token().get("/api/control-plane/storage/closing").then().statusCode(200).body("again", equalTo(true));

        assertThat(asked).hasValue(2);
    }

    @Test
    void aReadIsSentTwiceAtMostAndAWriteOnce() {
        AtomicInteger reads = closesFirst("/api/control-plane/memory/read", Integer.MAX_VALUE);
        AtomicInteger writes = closesFirst("/api/control-plane/memory/write", Integer.MAX_VALUE);

        token().get("/api/control-plane/memory/read").then().statusCode(503);
        token().body("{}").post("/api/control-plane/memory/write").then().statusCode(503);

        assertThat(reads).hasValue(2);
        assertThat(writes).hasValue(1);
    }

    private static AtomicInteger closesFirst(String path, int times) {
        AtomicInteger asked = new AtomicInteger();
        StubHouse.current().of("storage").on(path, request -> {
            if (asked.incrementAndGet() <= times) {
                request.connection().close();
            } else {
                request.response().putHeader("Content-Type", "application/json").end("{\"again\":true}");
            }
        });
        return asked;
    }
}
