package dev.koda.gateway.route;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import dev.koda.gateway.stub.WithStubHouse;

import static dev.koda.gateway.Requests.stranger;
import static dev.koda.gateway.Requests.token;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

/** What of the headers gets through, to the service and back. */
@QuarkusTest
@WithStubHouse
class PassedHeadersTest {
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
}
