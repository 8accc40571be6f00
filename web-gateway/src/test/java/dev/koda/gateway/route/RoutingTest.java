package dev.koda.gateway.route;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.koda.gateway.stub.StubHouse;
import dev.koda.gateway.stub.StubService;
import dev.koda.gateway.stub.WithStubHouse;

import static dev.koda.gateway.Requests.stranger;
import static dev.koda.gateway.Requests.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

@QuarkusTest
@WithStubHouse
class RoutingTest {
    @ParameterizedTest
    @CsvSource({
        "/api/control-plane/auth/status,auth",
        "/api/control-plane/onboarding/status,auth",
        "/api/control-plane/operators,auth",
        "/api/control-plane/providers/openai,provider",
        "/api/control-plane/costs,provider",
        "/api/control-plane/budgets,provider",
        "/api/control-plane/agents,runtime",
        "/api/control-plane/telegram/access,runtime",
        "/api/control-plane/schedules,runtime",
        "/api/control-plane/approvals,runtime",
        "/api/runtime/tasks,runtime",
        "/api/runtime/ready,runtime",
        "/api/control-plane/artifacts,storage",
        "/api/control-plane/memory,storage",
        "/api/control-plane/knowledge,storage",
        "/api/control-plane/retrieval-traces,storage",
        "/api/control-plane/storage/usage,storage",
        "/api/control-plane/audit,audit",
        "/v1/models,provider"
    })
    void aPathGoesToItsServiceUnchanged(String path, String service) {
        token().queryParam("q", "a b")
                .get(path)
                .then()
                .statusCode(200)
                .body("service", equalTo(service))
                .body("uri", startsWith(path + "?q=a"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/internal/identity",
                "/q/health",
                "/q/metrics",
                "/q",
                "/internal",
                "/api/control-plane/nobody",
                "/api/other"
            })
    void whatIsNotPublicIsNotFound(String path) {
        token().get(path)
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("trace_id", notNullValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/control-plane/auth/../../../internal/identity",
                "/api/control-plane/auth/%2e%2e/%2e%2e/internal/identity",
                "/api/control-plane/auth/..%2f..%2finternal",
                "/api//control-plane/auth/status",
                "/api/control-plane/auth;x=1/status"
            })
    void aPathThatCouldBeReadInTwoWaysIsRefused(String path) {
        assertThat(RawRequests.statusOf(path)).isEqualTo(400);
    }

    @Test
    void claimsOfTheClientAreDroppedAndOursAreSet() {
        token().headers(Map.of(
                        "X-Forwarded-For", "203.0.113.9",
                        "X-Forwarded-Port", "81",
                        "X-Koda-Client", "forged",
                        "X-Koda-Anything", "forged",
                        "Forwarded", "for=1.2.3.4",
                        "Cookie", "koda_operator_session=x; other=y"))
                .get("/api/control-plane/agents")
                .then()
                .body("headers", not(hasKey("x-forwarded-for")))
                .body("headers", not(hasKey("x-forwarded-port")))
                .body("headers.x-forwarded-proto", equalTo("http"))
                .body("headers", not(hasKey("x-koda-anything")))
                .body("headers", not(hasKey("forwarded")))
                .body("headers", not(hasKey("cookie")))
                .body("headers.authorization", startsWith("Bearer eyJ"))
                .body("headers.x-koda-client", startsWith("203.0.113.9;"));
    }

    @Test
    void innerHeadersOfAServiceStayInside() {
        token().get("/api/control-plane/agents")
                .then()
                .header("X-Koda-Inner", nullValue())
                .header("Server", nullValue())
                .header("X-Content-Type-Options", "nosniff")
                .header("Cache-Control", "no-store")
                .header("Content-Security-Policy", startsWith("default-src 'none'"));
    }

    @Test
    void aTraceIsPassedOnOrStarted() {
        String given = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

        token().header("traceparent", given)
                .get("/api/control-plane/agents")
                .then()
                .body("headers.traceparent", startsWith("00-4bf92f3577b34da6a3ce929d0e0e4736-"));
        token().header("traceparent", "nonsense")
                .get("/api/control-plane/agents")
                .then()
                .body("headers.traceparent", matchesPattern("00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]"));
        stranger()
                .header("traceparent", given)
                .get("/internal/x")
                .then()
                .body("trace_id", equalTo("4bf92f3577b34da6a3ce929d0e0e4736"));
    }

    @ParameterizedTest
    @CsvSource({"openai/gpt-5,provider", "agent:helper,runtime", "rehearsal/rehearsal-1,provider"})
    void aCompletionGoesToWhomItsModelNames(String model, String service) {
        String body = "{\"messages\":[{\"role\":\"user\",\"content\":\"model: x\"}],\"stream\":false,\"model\":\""
                + model + "\"}";

        token().contentType("application/json")
                .body(body)
                .post("/v1/chat/completions")
                .then()
                .statusCode(200)
                .body("service", equalTo(service))
                .body("body", equalTo(body))
                .body("headers.content-type", startsWith("application/json"));
    }

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
        org.awaitility.Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(60))
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
    void aBodyOverTheLimitIsRefusedWithAndWithoutADeclaredLength() {
        byte[] tooMuch = new byte[1024 * 1024 + 1];

        token().body(tooMuch)
                .post("/api/control-plane/agents")
                .then()
                .statusCode(413)
                .body("code", equalTo("body_too_large"));
        token().body(tooMuch)
                .post("/v1/chat/completions")
                .then()
                .statusCode(413)
                .body("error.code", equalTo("body_too_large"));
        assertThat(RawRequests.post("/api/control-plane/agents", tooMuch)).isEqualTo(413);
        assertThat(RawRequests.post("/v1/chat/completions", tooMuch)).isEqualTo(413);
        token().body(tooMuch)
                .post("/api/control-plane/artifacts")
                .then()
                .statusCode(200)
                .body("length", equalTo(tooMuch.length));
        assertThat(RawRequests.post("/api/control-plane/artifacts", tooMuch)).isEqualTo(200);
    }

    @Test
    void aReadWhoseConnectionClosesBeforeTheAnswerIsSentOnceMore() {
        AtomicInteger asked = closesFirst("/api/control-plane/storage/usage", 1);

        token().get("/api/control-plane/storage/usage").then().statusCode(200).body("again", equalTo(true));

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
