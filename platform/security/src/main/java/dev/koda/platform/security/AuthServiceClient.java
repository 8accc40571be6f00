package dev.koda.platform.security;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.HttpResponse;
import io.vertx.mutiny.ext.web.client.WebClient;

import dev.koda.platform.boot.PeerAddresses;

/** The two calls this library makes to auth-service. Each ends within its timeout; none is retried here. */
@ApplicationScoped
class AuthServiceClient {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final int CONNECT_MILLIS = 1_000;

    /** Few and small calls: one connection does for almost all of them. */
    private static final int MOST_CONNECTIONS = 4;

    private final WebClient http;
    private final String address;
    private final Duration timeout;

    @Inject
    AuthServiceClient(Vertx vertx, PeerAddresses peers) {
        this(vertx, peers, TIMEOUT);
    }

    AuthServiceClient(Vertx vertx, PeerAddresses peers, Duration timeout) {
        this.timeout = timeout;
        this.address = peers.authUrl().toString().replaceAll("/+$", "");
        this.http = WebClient.create(
                vertx,
                new WebClientOptions()
                        .setConnectTimeout(CONNECT_MILLIS)
                        .setMaxPoolSize(MOST_CONNECTIONS)
                        .setFollowRedirects(false));
    }

    Uni<HttpResponse<Buffer>> keys() {
        return http.getAbs(address + "/.well-known/jwks.json")
                .timeout(timeout.toMillis())
                .send();
    }

    Uni<HttpResponse<Buffer>> serviceToken(String service, String key) {
        return http.postAbs(address + "/internal/service-tokens")
                .timeout(timeout.toMillis())
                .sendJsonObject(new JsonObject().put("service", service).put("key", key));
    }
}
