package dev.koda.gateway.page;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.koda.gateway.stub.StubHouse;
import dev.koda.gateway.stub.WithStubHouse;

import static org.assertj.core.api.Assertions.assertThat;

/** Pages that go on being drawn while they are looked at. */
@QuarkusTest
@WithStubHouse
class LivePagesTest extends TaughtPages {
    @ParameterizedTest
    @CsvSource({"/audit/live,event:row,security.login.succeeded", "/operations/feed,event:row,security.login.succeeded"
    })
    void whatLivesComesAsDrawnFragments(String path, String event, String text) throws Exception {
        assertThat(streamed(path, text)).contains(event);
    }

    @Test
    void theTraceAndTheConversationAreDrawnAsTheyChange() throws Exception {
        assertThat(streamed(TASK + "/live?step=8", "Iteration 4")).contains("event:trace");
        assertThat(streamed(
                        "/sessions/" + TaughtHouse.id(777) + "/live?task=" + TaughtHouse.id(201),
                        "I am looking at the ticket."))
                .contains("event:turn");
    }

    /** Reads a stream until the text was seen. */
    private static String streamed(String path, String until) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(RestAssured.baseURI + ":" + RestAssured.port + path))
                .timeout(Duration.ofSeconds(60))
                .header("Accept", "text/event-stream")
                .header("Cookie", "koda_operator_session=" + StubHouse.OWNER_SESSION)
                .build();
        try (HttpClient client = HttpClient.newHttpClient();
                InputStream body = client.send(request, HttpResponse.BodyHandlers.ofInputStream())
                        .body();
                BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            StringBuilder seen = new StringBuilder();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                seen.append(line).append('\n');
                if (line.contains(until)) {
                    client.shutdownNow();
                    return seen.toString();
                }
            }
            throw new AssertionError("never came: " + until + " in " + seen);
        }
    }
}
