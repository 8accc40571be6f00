package dev.koda.gateway.doctor;

import java.net.URI;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;

import dev.koda.platform.boot.EnvironmentConfig;
import dev.koda.platform.doctor.Check;
import dev.koda.platform.doctor.CheckDraft;

/** Goes out and comes in again by the public address, as a browser would: check {@code dashboard.proxy}. */
@Singleton
class PublicAddress {
    private static final Duration LONGEST = Duration.ofSeconds(3);
    private static final Duration NEAR_ITS_END = Duration.ofDays(14);
    private static final String HINT = "see deploy/proxy for a working template, and WEB_PUBLIC_BASE_URL";

    private final HttpClient client;
    private final Optional<URI> address;
    private final Clock clock;

    PublicAddress(Vertx vertx, EnvironmentConfig environment, Clock clock) {
        this.client = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout(2_000));
        this.address = environment.publicBaseUrl();
        this.clock = clock;
    }

    Uni<Check> check() {
        CheckDraft draft = Check.of("dashboard.proxy");
        return address.map(url -> throughTheProxy(url, draft.evidence("address", url.toString())))
                .orElseGet(() -> Uni.createFrom().item(draft.skip("no public address is set (WEB_PUBLIC_BASE_URL)")));
    }

    private Uni<Check> throughTheProxy(URI url, CheckDraft draft) {
        RequestOptions health =
                new RequestOptions().setAbsoluteURI(url.toString().replaceAll("/+$", "") + "/health");
        return Uni.createFrom()
                .completionStage(() -> client.request(health)
                        .compose(request -> request.send())
                        .compose(response -> judged(response, draft))
                        .toCompletionStage())
                .ifNoItem()
                .after(LONGEST)
                .fail()
                .onFailure()
                .recoverWithItem(
                        failure -> draft.fail("the public address does not answer: " + failure.getMessage(), HINT));
    }

    private Future<Check> judged(HttpClientResponse response, CheckDraft draft) {
        Optional<Instant> end = endOfCertificate(response);
        return response.body().map(body -> {
            if (response.statusCode() != 200 || !body.toString().contains("\"up\"")) {
                return draft.fail("the public address answers, but it is not this gateway that does", HINT);
            }
            return end.map(instant -> certificate(instant, draft))
                    .orElseGet(() -> draft.pass("the public address answers"));
        });
    }

    private Check certificate(Instant end, CheckDraft draft) {
        draft.evidence("certificate_valid_until", end.toString());
        Duration left = Duration.between(clock.instant(), end);
        return left.compareTo(NEAR_ITS_END) > 0
                ? draft.pass("the public address answers and its certificate is valid")
                : draft.warn(
                        "the certificate ends in " + left.toDays() + " days", "renew the certificate of the proxy");
    }

    private static Optional<Instant> endOfCertificate(HttpClientResponse response) {
        try {
            if (!response.request().connection().isSsl()) {
                return Optional.empty();
            }
            for (Certificate certificate : response.request().connection().peerCertificates()) {
                if (certificate instanceof X509Certificate leaf) {
                    return Optional.of(leaf.getNotAfter().toInstant());
                }
            }
        } catch (SSLPeerUnverifiedException unverified) {
            // an unverified peer would have failed the connection; nothing to tell then
        }
        return Optional.empty();
    }
}
