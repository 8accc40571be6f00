package dev.koda.cli.doctor;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;

import dev.koda.cli.home.Environment;
import dev.koda.platform.doctor.Check;
import dev.koda.platform.doctor.CheckDraft;
import dev.koda.platform.doctor.Scope;

/** Whether people get to the dashboard: on this host, through the public address, with a cookie their browser keeps. */
record DashboardChecks(Environment environment, Clock clock) {

    private static final Duration ANSWER = Duration.ofSeconds(3);
    private static final Duration NEAR_END = Duration.ofDays(14);

    List<Check> run() {
        return List.of(reachable(), proxy(), cookie());
    }

    private Check reachable() {
        String address = environment.gateway();
        CheckDraft check = Check.of("dashboard.reachable").evidence("address", address);
        try {
            int status = send(address + "/health").statusCode();
            return status == 200
                    ? check.pass("the dashboard answers at " + address)
                    : check.fail("the dashboard answers HTTP " + status + " at " + address, "koda logs web");
        } catch (IOException | IllegalArgumentException away) {
            return check.fail(
                    "the dashboard does not answer at " + address, "koda up starts it; koda logs web says why");
        }
    }

    private Check proxy() {
        CheckDraft check = Check.of("dashboard.proxy").scope(Scope.DOWNSTREAM);
        Optional<String> origin = environment.value("WEB_PUBLIC_BASE_URL");
        if (origin.isEmpty()) {
            return check.skip("no public address is set (WEB_PUBLIC_BASE_URL)");
        }
        check.evidence("address", origin.get());
        String hint = "the proxy must forward / to " + environment.gateway().substring("http://".length())
                + " and hold a valid certificate";
        try {
            HttpResponse<String> response = send(origin.get().replaceAll("/+$", "") + "/health");
            if (response.statusCode() != 200) {
                return check.fail("the public address answers HTTP " + response.statusCode(), hint);
            }
            return end(response)
                    .filter(end -> end.isBefore(clock.instant().plus(NEAR_END)))
                    .map(end -> check.warn("the certificate ends at " + end, "renew it now"))
                    .orElseGet(() -> check.pass("the public address forwards to us"));
        } catch (IOException | IllegalArgumentException failure) {
            return check.fail("the public address fails: " + failure.getMessage(), hint);
        }
    }

    private static Optional<Instant> end(HttpResponse<String> response) {
        return response.sslSession().map(session -> {
            try {
                return ((X509Certificate) session.getPeerCertificates()[0])
                        .getNotAfter()
                        .toInstant();
            } catch (SSLPeerUnverifiedException unverified) {
                return Instant.EPOCH;
            }
        });
    }

    private Check cookie() {
        CheckDraft check = Check.of("dashboard.cookie");
        boolean production =
                environment.value("KODA_ENV").filter("production"::equals).isPresent();
        boolean plain = environment
                .value("WEB_PUBLIC_BASE_URL")
                .map(origin -> origin.startsWith("http://"))
                .orElse(false);
        return production && plain
                ? check.evidence(
                                "address",
                                environment.value("WEB_PUBLIC_BASE_URL").orElse(""))
                        .fail(
                                "in production the session cookie needs HTTPS, but WEB_PUBLIC_BASE_URL begins with http://",
                                "put a TLS proxy in front and set WEB_PUBLIC_BASE_URL=https://…")
                : check.pass(
                        production ? "the session cookie is Secure" : "the session cookie works over plain HTTP here");
    }

    private static HttpResponse<String> send(String address) throws IOException {
        HttpClient client = HttpClient.newBuilder().connectTimeout(ANSWER).build();
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(address)).timeout(ANSWER).build();
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        } finally {
            client.shutdownNow();
        }
    }
}
