package dev.koda.platform.security;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.HttpResponse;
import org.jboss.logging.Logger;

import dev.koda.platform.boot.SecretsConfig;
import dev.koda.platform.boot.SelfConfig;
import dev.koda.platform.problem.Problem;

/**
 * Has auth-service issue this service's token for the service key. Tried three times within about seven seconds; a
 * refused key is not tried again.
 */
@ApplicationScoped
@DefaultBean
class RemoteServiceTokens implements ServiceTokenSource {

    private static final Logger LOG = Logger.getLogger(RemoteServiceTokens.class);
    private static final int RETRIES = 2;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final AuthServiceClient auth;
    private final String service;
    private final String key;

    RemoteServiceTokens(AuthServiceClient auth, SelfConfig self, SecretsConfig secrets) {
        this.auth = auth;
        this.service = self.service().orElse("unnamed");
        this.key = secrets.serviceKey().orElse("");
    }

    @Override
    public Uni<ServiceToken> issue() {
        return auth.serviceToken(service, key)
                .map(RemoteServiceTokens::read)
                .onFailure(failure -> !(failure instanceof Problem))
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .atMost(RETRIES)
                .onFailure(failure -> !(failure instanceof Problem))
                .transform(RemoteServiceTokens::unavailable);
    }

    private static ServiceToken read(HttpResponse<Buffer> answer) {
        int status = answer.statusCode();
        if (status == 401 || status == 403) {
            LOG.error("auth-service refuses KODA_SERVICE_KEY; all services must be started with the same one");
            throw Problem.unavailable(
                    "service_key_refused", "The services of this installation do not trust each other.", RETRY_AFTER);
        }
        if (status / 100 != 2) {
            throw new IllegalStateException("status " + status);
        }
        return parse(answer.bodyAsJsonObject());
    }

    private static ServiceToken parse(JsonObject body) {
        try {
            return new ServiceToken(body.getString("token"), Instant.parse(body.getString("expires_at")));
        } catch (DateTimeParseException notATime) {
            throw new IllegalStateException("unreadable expires_at", notATime);
        }
    }

    private static Throwable unavailable(Throwable failure) {
        LOG.warnf("no service token cause=%s", failure.getMessage());
        return Refusals.authAway();
    }
}
