package dev.koda.cli.doctor;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import dev.koda.cli.console.Json;
import dev.koda.cli.home.Environment;
import dev.koda.cli.stack.Part;
import dev.koda.platform.doctor.Check;
import dev.koda.platform.doctor.CheckDraft;
import dev.koda.platform.doctor.CheckHealth;
import dev.koda.platform.doctor.DoctorJson;
import dev.koda.platform.doctor.DoctorReport;
import dev.koda.platform.doctor.Gate;
import dev.koda.platform.doctor.Scope;

/** Asks the aggregator behind the gateway, and each service itself. */
record ServiceChecks(Environment environment) {

    private static final Duration SERVICE_ANSWER = Duration.ofMillis(2800);
    private static final Duration AGGREGATOR_ANSWER = Duration.ofMillis(3800);

    static String id(Part part) {
        return "service." + part.service().orElseThrow().shortName();
    }

    /** The aggregator's checks; empty when the gateway is away, refuses us, or takes too long. */
    Optional<List<Check>> aggregated() {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            URI.create(environment.gateway() + "/api/control-plane/doctor"))
                    .timeout(AGGREGATOR_ANSWER);
            environment
                    .value("CONTROL_PLANE_API_TOKEN")
                    .ifPresent(token -> request.header("Authorization", "Bearer " + token));
            HttpResponse<String> response = send(request.build());
            return response.statusCode() == 200
                    ? Optional.of(DoctorJson.read(response.body())).map(DoctorReport::checks)
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException away) {
            return Optional.empty();
        }
    }

    /** Whether the service is ready, under {@code service.<name>}. */
    Check readiness(Part part) {
        CheckDraft check = Check.of(id(part)).gates(Gate.SERVE, Gate.UPDATE);
        URI address = URI.create(part == Part.WEB ? environment.gateway() + "/health" : base(part) + "/q/health/ready");
        check.evidence("address", address.toString());
        try {
            HttpResponse<String> response = send(request(address));
            return response.statusCode() == 200
                    ? check.pass(part.title() + " is ready")
                    : notReady(part, check, response);
        } catch (ConnectException refused) {
            return check.evidence("found", "refused")
                    .fail(
                            part.title() + " is not running",
                            "koda up starts it; koda logs " + part.word() + " says why it ended");
        } catch (IOException noAnswer) {
            return check.evidence("found", "no answer")
                    .fail(
                            part.title() + " does not answer",
                            "koda logs " + part.word() + "; then koda down && koda up");
        }
    }

    /** A service that says itself what it waits for is not the cause. */
    private static Check notReady(Part part, CheckDraft check, HttpResponse<String> response) {
        List<String> waits = new ArrayList<>();
        for (JsonNode health : Json.tree(response.body()).path("checks")) {
            if (!"UP".equals(health.path("status").asText())) {
                waits.add(health.path("name").asText());
            }
        }
        return check.evidence("found", "not ready")
                .evidence("waits_for", String.join(", ", waits))
                .scope(Scope.DOWNSTREAM)
                .fail(
                        part.title() + " runs but is not ready"
                                + (waits.isEmpty() ? "" : ": " + String.join(", ", waits)),
                        "koda logs " + part.word());
    }

    /** The explaining checks of one service; one that says so when it is up and does not report in time. */
    List<Check> group(Part part) {
        try {
            URI address = URI.create(base(part) + "/q/health/group/doctor");
            return CheckHealth.parse(Json.tree(send(request(address)).body()));
        } catch (HttpTimeoutException late) {
            return List.of(Check.of(id(part))
                    .scope(Scope.DOWNSTREAM)
                    .warn(
                            part.title() + " did not report its checks within " + SERVICE_ANSWER.toMillis() + " ms",
                            "ask again; koda logs " + part.word()));
        } catch (IOException away) {
            return List.of();
        }
    }

    private String base(Part part) {
        return "http://127.0.0.1:" + environment.port(part.portVariable());
    }

    private static HttpRequest request(URI address) {
        return HttpRequest.newBuilder(address).timeout(SERVICE_ANSWER).build();
    }

    private static HttpResponse<String> send(HttpRequest request) throws IOException {
        HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        } finally {
            client.shutdownNow();
        }
    }
}
