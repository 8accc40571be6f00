package dev.koda.gateway.health;

import java.time.Duration;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;

import dev.koda.gateway.upstream.Upstream;

/** Asks services over HTTP how they are. */
@Singleton
public class ServiceProbes {
    private static final int OK = 200;

    /**
     * Status and body of a GET.
     *
     * @param status HTTP status
     * @param body as it came
     */
    public record Answer(int status, Buffer body) {
        /** Whether the service says yes. */
        public boolean isOk() {
            return status == OK;
        }
    }

    /** Ready means that the service has all it cannot work without. */
    Probe readiness(Upstream upstream) {
        Uni<Void> question = get(upstream, "/q/health/ready", Duration.ofSeconds(2))
                .map(answer -> {
                    if (!answer.isOk()) {
                        throw new IllegalStateException("not ready");
                    }
                    return null;
                });
        return new Probe(upstream.service().shortName(), question);
    }

    /** Any answer within the time given; fails when the service cannot be reached. */
    public Uni<Answer> get(Upstream upstream, String path, Duration patience) {
        return Uni.createFrom()
                .completionStage(() -> upstream.client()
                        .request(upstream.request()
                                .setMethod(HttpMethod.GET)
                                .setURI(path)
                                .setTimeout(patience.toMillis()))
                        .compose(request -> request.send())
                        .compose(ServiceProbes::answer)
                        .toCompletionStage())
                .ifNoItem()
                .after(patience)
                .fail();
    }

    private static io.vertx.core.Future<Answer> answer(HttpClientResponse response) {
        return response.body().map(body -> new Answer(response.statusCode(), body));
    }
}
