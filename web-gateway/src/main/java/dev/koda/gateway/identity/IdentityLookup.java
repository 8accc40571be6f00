package dev.koda.gateway.identity;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.HttpResponse;
import io.vertx.mutiny.ext.web.client.WebClient;

import dev.koda.platform.boot.PeerAddresses;
import dev.koda.platform.problem.Problem;
import dev.koda.platform.security.ServiceTokens;

/** Exchanges a credential at auth-service, {@code POST /internal/identity}. Ends within two seconds; not retried. */
@Singleton
class IdentityLookup {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final Duration RETRY = Duration.ofSeconds(2);
    private static final int CONNECT_MILLIS = 1_000;
    private static final int MOST_CONNECTIONS = 32;

    private final WebClient http;
    private final ServiceTokens tokens;
    private final String address;

    IdentityLookup(Vertx vertx, PeerAddresses peers, ServiceTokens tokens) {
        this.address = peers.authUrl().toString().replaceAll("/+$", "") + "/internal/identity";
        this.tokens = tokens;
        this.http = WebClient.create(
                vertx,
                new WebClientOptions()
                        .setConnectTimeout(CONNECT_MILLIS)
                        .setMaxPoolSize(MOST_CONNECTIONS)
                        .setFollowRedirects(false));
    }

    Uni<Identity> exchange(Presented credential, String clientAddress, String userAgent) {
        JsonObject body = new JsonObject()
                .put("kind", credential.wireKind())
                .put("credential", credential.secret())
                .put("address", clientAddress)
                .put("user_agent", userAgent == null ? "" : userAgent);
        return tokens.bearer()
                .chain(token -> http.postAbs(address)
                        .bearerTokenAuthentication(token)
                        .timeout(TIMEOUT.toMillis())
                        .sendJsonObject(body))
                .onFailure(failure -> !(failure instanceof Problem))
                .transform(away -> unavailable())
                .map(answer -> identity(answer, credential));
    }

    private static Identity identity(HttpResponse<Buffer> answer, Presented credential) {
        return switch (answer.statusCode()) {
            case 200 -> read(answer, credential);
            case 401 -> throw Presented.unusable();
            case 429 -> throw Problem.tooManyRequests("rate_limited", "Too many sign-ins from this address.", RETRY);
            default -> throw unavailable();
        };
    }

    private static Identity read(HttpResponse<Buffer> answer, Presented credential) {
        try {
            JsonObject body = answer.bodyAsJsonObject();
            JsonObject operator = body.getJsonObject("operator", new JsonObject());
            return new Identity(
                    body.getString("token"),
                    OffsetDateTime.parse(body.getString("expires_at")).toInstant(),
                    body.getString("sid"),
                    operator.getString("id", credential.wireKind()),
                    operator.getString("email"),
                    nameOf(operator),
                    credential.kind() == Presented.Kind.API_TOKEN,
                    operator.getString("role", "viewer"));
        } catch (DecodeException | ClassCastException | DateTimeException | NullPointerException unreadable) {
            throw unavailable();
        }
    }

    private static String nameOf(JsonObject operator) {
        String shown = operator.getString("display_name");
        return shown == null || shown.isBlank() ? operator.getString("username", operator.getString("email")) : shown;
    }

    private static Problem unavailable() {
        return Problem.unavailable(
                        "service_unavailable",
                        "auth-service does not answer, so nobody can be recognised. Start it, or wait for its restart.",
                        RETRY)
                .with("service", "auth");
    }
}
