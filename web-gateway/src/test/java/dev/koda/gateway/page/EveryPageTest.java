package dev.koda.gateway.page;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.koda.gateway.stub.StubHouse;
import dev.koda.gateway.stub.WithStubHouse;

import static org.assertj.core.api.Assertions.assertThat;

/** What holds for whichever page. */
@QuarkusTest
@WithStubHouse
class EveryPageTest extends TaughtPages {
    private static final int WEIGHT = 150 * 1024;

    static Stream<String> pages() {
        return Stream.of(
                "/",
                "/tasks",
                "/tasks?state=failed&q=x",
                "/tasks/new",
                TASK,
                TASK + "?step=8&show=problems",
                "/tasks/" + TaughtHouse.id(205),
                "/tasks/" + TaughtHouse.id(206),
                "/agents",
                "/agents/new",
                AGENT,
                AGENT + "?view=against",
                AGENT + "?tab=versions",
                AGENT + "/secrets",
                "/audit",
                "/audit?verify=chain&type=security.*",
                "/operations",
                "/approvals",
                "/dlq",
                "/providers",
                "/providers/openai",
                "/providers/anthropic",
                "/costs",
                "/costs?by=model&days=30",
                "/sessions",
                "/sessions/" + TaughtHouse.id(777),
                "/artifacts",
                "/artifacts/" + TaughtHouse.id(401),
                "/settings/general",
                "/settings/security",
                "/settings/operators",
                "/more",
                "/jump?q=release",
                "/setup/provider?id=openai",
                "/setup/agent",
                "/setup/agent/task",
                "/login",
                "/forgot-password",
                "/reset-password?token=x",
                "/invite?token=x");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyPageKeepsTheRulesOfThePage(String path) {
        Response page = owner().get(path);
        assertThat(page.statusCode()).as(page.asString()).isEqualTo(200);
        assertThat(new Markup(page.asString()).faults()).isEmpty();
        assertThat(page.header("Cache-Control")).contains("no-store");
    }

    @Test
    void onlyTheScriptWithTheNonceOfTheAnswerMayRunInline() {
        Response page = owner().get("/");
        String policy = page.header("Content-Security-Policy");
        String nonce = page.asString().replaceFirst("(?s).*<script nonce=\"([^\"]+)\">.*", "$1");
        assertThat(policy).contains("'nonce-" + nonce + "'").doesNotContain("unsafe-inline");
        assertThat(owner().get("/").header("Content-Security-Policy")).isNotEqualTo(policy);
    }

    @Test
    void thePageAndAllItLoadsStayLight() throws Exception {
        List<String> loaded = List.of(
                "/",
                "/webjars/tabler__core/dist/css/tabler.min.css",
                "/assets/koda.css",
                "/assets/koda.js",
                "/assets/icons.svg",
                "/webjars/htmx.org/dist/htmx.min.js",
                "/webjars/htmx-ext-sse/sse.js");
        int sum = 0;
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (String path : loaded) {
                HttpRequest request = HttpRequest.newBuilder(
                                URI.create(RestAssured.baseURI + ":" + RestAssured.port + path))
                        .header("Accept-Encoding", "gzip")
                        .header("Cookie", "koda_operator_session=" + StubHouse.OWNER_SESSION)
                        .build();
                HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
                assertThat(answer.statusCode()).as(path).isEqualTo(200);
                assertThat(answer.headers().firstValue("Content-Encoding"))
                        .as(path)
                        .contains("gzip");
                sum += answer.body().length;
            }
        }
        assertThat(sum).isLessThan(WEIGHT);
    }
}
