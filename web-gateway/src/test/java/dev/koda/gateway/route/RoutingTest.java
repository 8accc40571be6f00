package dev.koda.gateway.route;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.koda.gateway.stub.WithStubHouse;

import static dev.koda.gateway.Requests.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
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
}
