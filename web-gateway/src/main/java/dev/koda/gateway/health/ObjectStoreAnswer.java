package dev.koda.gateway.health;

import java.util.Optional;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;

/** Knocks at the object store without a key: any answer, a refusal above all, shows that it is there. */
@Singleton
public class ObjectStoreAnswer {
    private static final int CONNECT_MILLIS = 1_500;
    private static final int SERVER_ERROR = 500;

    private final HttpClient client;
    private final Optional<String> endpoint;

    ObjectStoreAnswer(Vertx vertx, StoreConfig config) {
        this.client = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout(CONNECT_MILLIS));
        this.endpoint = config.objectStore().filter(url -> !url.isBlank());
    }

    /** The endpoint, for people. */
    public String where() {
        return endpoint.orElse("KNOWLEDGE_V2_S3_ENDPOINT_URL is not set");
    }

    /** Succeeds when something that speaks HTTP answers without an error of its own. */
    public Uni<Void> ask() {
        return endpoint.map(this::knock)
                .orElseGet(() -> Uni.createFrom().failure(new IllegalStateException("no endpoint")));
    }

    private Uni<Void> knock(String url) {
        RequestOptions options = new RequestOptions().setAbsoluteURI(url).setMethod(HttpMethod.GET);
        return Uni.createFrom()
                .completionStage(() -> client.request(options)
                        .compose(request -> request.send())
                        .compose(response -> response.end().map(response.statusCode()))
                        .toCompletionStage())
                .map(status -> {
                    if (status >= SERVER_ERROR) {
                        throw new IllegalStateException("answered " + status);
                    }
                    return null;
                });
    }
}
