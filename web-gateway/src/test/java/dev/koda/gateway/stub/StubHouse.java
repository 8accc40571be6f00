package dev.koda.gateway.stub;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;

import dev.koda.platform.testkit.server.TestEnvironment;
import dev.koda.platform.testkit.token.TestTokens;

/** All services behind the gateway, with an auth-service that knows a few credentials. */
public final class StubHouse {
    public static final String OWNER_SESSION = "sealed-owner-session";
    public static final String VIEWER_SESSION = "sealed-viewer-session";
    public static final String API_TOKEN = "kpat_known";
    public static final String OWNER_ID = "01900000-0000-7000-8000-000000000001";
    public static final String VIEWER_ID = "01900000-0000-7000-8000-000000000002";

    private static StubHouse current;

    private final Vertx vertx = Vertx.vertx();
    private final Map<String, StubService> services = new ConcurrentHashMap<>();
    private final AtomicInteger exchanges = new AtomicInteger();
    private final Map<String, JsonObject> known = new ConcurrentHashMap<>();

    public static StubHouse current() {
        return current;
    }

    static StubHouse open() {
        current = new StubHouse();
        return current;
    }

    private StubHouse() {
        for (String name : new String[] {"auth", "provider", "runtime", "audit", "storage"}) {
            services.put(name, new StubService(vertx, name).start());
        }
        known("session:" + OWNER_SESSION, OWNER_ID, "owner", "sid-owner");
        known("session:" + VIEWER_SESSION, VIEWER_ID, "viewer", "sid-viewer");
        known("api_token:" + API_TOKEN, OWNER_ID, "operator", "tid-known");
        known("break_glass:" + TestEnvironment.BREAK_GLASS, "break-glass", "owner", null);
        StubService auth = of("auth");
        auth.on("/.well-known/jwks.json", 200, TestTokens.jwks());
        auth.on("/internal/service-tokens", StubHouse::serviceToken);
        auth.on("/internal/identity", this::identity);
    }

    public StubService of(String name) {
        return services.get(name);
    }

    /** How often auth-service was asked who somebody is. */
    public int exchanges() {
        return exchanges.get();
    }

    /** Makes a credential known; the key is {@code kind:secret}. */
    public void known(String key, String operatorId, String role, String sid) {
        known.put(
                key,
                new JsonObject()
                        .put("sid", sid)
                        .put(
                                "operator",
                                new JsonObject()
                                        .put("id", operatorId)
                                        .put("email", role + "@example.org")
                                        .put("username", role)
                                        .put("display_name", "The " + role)
                                        .put("role", role)));
    }

    public void forget(String key) {
        known.remove(key);
    }

    /** Minted when asked for, as all tokens here: they live for minutes, and a run on a slow machine may last longer. */
    private static void serviceToken(HttpServerRequest request) {
        request.response()
                .putHeader("Content-Type", "application/json")
                .end(new JsonObject()
                        .put("token", TestTokens.service("gateway"))
                        .put("expires_at", Instant.now().plusSeconds(300).toString())
                        .encode());
    }

    private static String token(JsonObject answer) {
        JsonObject operator = answer.getJsonObject("operator");
        return TestTokens.operator(operator.getString("id"), operator.getString("role"));
    }

    private void identity(HttpServerRequest request) {
        exchanges.incrementAndGet();
        request.body().onSuccess(body -> {
            JsonObject asked = body.toJsonObject();
            JsonObject answer = known.get(asked.getString("kind") + ":" + asked.getString("credential"));
            request.response()
                    .setStatusCode(answer == null ? 401 : 200)
                    .putHeader("Content-Type", "application/json")
                    .end(
                            answer == null
                                    ? "{\"code\":\"invalid_credentials\"}"
                                    : answer.copy()
                                            .put("token", token(answer))
                                            .put(
                                                    "expires_at",
                                                    Instant.now()
                                                            .plusSeconds(60)
                                                            .toString())
                                            .encode());
        });
    }

    void close() {
        services.values().forEach(StubService::stop);
        StubService.waited(vertx.close());
    }
}
