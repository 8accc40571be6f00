package dev.koda.audit.tail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.koda.platform.boot.Service;
import dev.koda.platform.testkit.database.WithPostgres;
import dev.koda.platform.testkit.event.KafkaProbe;
import dev.koda.platform.testkit.event.WithKafka;
import dev.koda.platform.testkit.token.TestTokens;
import dev.koda.platform.testkit.token.WithStubIdentity;

import static dev.koda.audit.AuditFixtures.AUDIT;
import static dev.koda.audit.AuditFixtures.ENTRY;
import static dev.koda.audit.AuditFixtures.TOPIC;
import static dev.koda.audit.AuditFixtures.as;
import static dev.koda.audit.AuditFixtures.entry;
import static dev.koda.audit.AuditFixtures.record;
import static dev.koda.audit.AuditFixtures.unique;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithPostgres(Service.AUDIT)
@WithKafka
@WithStubIdentity
class TailTest {
    KafkaProbe topic;
    HttpClient client;

    @BeforeEach
    void open() {
        topic = KafkaProbe.on(TOPIC);
        client = HttpClient.newHttpClient();
    }

    @AfterEach
    void close() {
        client.shutdownNow();
        topic.close();
    }

    @Test
    void recordsArriveAsTheyAreMade() throws Exception {
        String actor = unique("live");
        record(topic, "test.tail.before", actor, 1);
        try (BufferedReader stream = stream("?actor=" + actor, null)) {
            assertThat(stream.readLine()).startsWith(":");
            topic.publish(actor, ENTRY, entry("test.tail.now", actor));
            List<String> event = nextEvent(stream);
            assertThat(event).anyMatch(line -> line.matches("id: ?\\d+"));
            assertThat(event).anyMatch(line -> line.matches("event: ?record"));
            assertThat(event).anyMatch(line -> line.startsWith("data:") && line.contains("test.tail.now"));
        }
    }

    @Test
    void aReconnectingClientGetsWhatItMissed() throws Exception {
        String actor = unique("resume");
        record(topic, "test.tail.missed", actor, 3);
        List<Integer> positions =
                as("operator").get(AUDIT + "?actor=" + actor).then().extract().path("items.position");
        long oldest = positions.stream().mapToLong(Integer::longValue).min().orElseThrow();
        try (BufferedReader stream = stream("?actor=" + actor, Long.toString(oldest))) {
            assertThat(idOf(nextEvent(stream))).isGreaterThan(oldest);
            assertThat(idOf(nextEvent(stream))).isGreaterThan(oldest + 1);
        }
    }

    @Test
    void aForeignEventIdIsRefused() {
        as("operator")
                .header("Last-Event-ID", "abc")
                .get(AUDIT + "/stream")
                .then()
                .statusCode(400);
    }

    private BufferedReader stream(String query, String lastEventId) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + RestAssured.port + AUDIT + "/stream" + query))
                .timeout(Duration.ofSeconds(60))
                .header("Accept", "text/event-stream")
                .header(
                        "Authorization",
                        "Bearer " + TestTokens.operator("01900000-0000-7000-8000-000000000001", "operator"));
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        HttpResponse<InputStream> response = client.send(request.build(), BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        return new BufferedReader(new InputStreamReader(response.body(), UTF_8));
    }

    private static List<String> nextEvent(BufferedReader stream) throws IOException {
        List<String> event = new ArrayList<>();
        for (String line = stream.readLine(); line != null; line = stream.readLine()) {
            if (line.isEmpty() && event.stream().anyMatch(each -> each.startsWith("data:"))) {
                return event;
            }
            if (line.isEmpty()) {
                event.clear();
            } else {
                event.add(line);
            }
        }
        throw new IOException("the stream ended");
    }

    private static long idOf(List<String> event) {
        return event.stream()
                .filter(line -> line.startsWith("id:"))
                .mapToLong(line -> Long.parseLong(line.substring(3).strip()))
                .findFirst()
                .orElseThrow();
    }
}
