package dev.koda.gateway.doctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Singleton;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;

import dev.koda.platform.boot.EnvironmentConfig;
import dev.koda.platform.doctor.Check;
import dev.koda.platform.doctor.CheckDraft;
import dev.koda.platform.doctor.Gate;

/** The gateway about itself: its page, its public address, its cookie. */
@Singleton
class DashboardChecks {
    private static final Duration LONGEST = Duration.ofSeconds(2);
    private static final int OK = 200;
    private static final int TO_SET_UP = 303;

    private final HttpClient client;
    private final EnvironmentConfig environment;
    private final PublicAddress publicAddress;
    private final CurrentVertxRequest current;

    DashboardChecks(
            Vertx vertx, EnvironmentConfig environment, PublicAddress publicAddress, CurrentVertxRequest current) {
        this.client = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout(1_000));
        this.environment = environment;
        this.publicAddress = publicAddress;
        this.current = current;
    }

    Uni<List<Check>> all() {
        return Uni.combine().all().unis(reachable(), publicAddress.check()).with((page, proxy) -> {
            List<Check> checks = new ArrayList<>(
                    List.of(page, proxy, cookie(), Check.of("service.gateway").pass("web-gateway answers")));
            if (environment.developmentSignIn()) {
                checks.add(Check.of("dashboard.sign_in")
                        .warn(
                                "Requests from this host act as the owner without signing in",
                                "set CONTROL_PLANE_AUTH_MODE=token"));
            }
            return checks;
        });
    }

    private Uni<Check> reachable() {
        SocketAddress listener = current.getCurrent().request().localAddress();
        String where = "http://" + host(listener) + ":" + listener.port() + "/login";
        CheckDraft draft =
                Check.of("dashboard.reachable").gates(Gate.SERVE, Gate.UPDATE).evidence("address", where);
        RequestOptions login = new RequestOptions().setAbsoluteURI(where).putHeader("Accept", "text/html");
        return Uni.createFrom()
                .completionStage(() -> client.request(login)
                        .compose(request -> request.send())
                        .compose(response -> response.end().map(response.statusCode()))
                        .toCompletionStage())
                .ifNoItem()
                .after(LONGEST)
                .fail()
                .map(status -> served(draft, status))
                // this very process is answering, so a page that takes its time is a slow one, not one that is away
                .onFailure(TimeoutException.class)
                .recoverWithItem(() -> draft.warn(
                        "the sign-in page takes more than " + LONGEST.toSeconds() + " s",
                        "ask again: koda doctor; if it stays so, koda logs web"))
                .onFailure()
                .recoverWithItem(() -> draft.fail("the sign-in page does not answer", "koda logs web"));
    }

    private static Check served(CheckDraft draft, int status) {
        return switch (status) {
            case OK -> draft.pass("the sign-in page is served");
            case TO_SET_UP -> draft.pass("the sign-in page leads to the set-up, for there is no owner yet");
            default -> draft.fail("the sign-in page answers " + status, "koda logs web");
        };
    }

    private Check cookie() {
        CheckDraft draft = Check.of("dashboard.cookie");
        if (!environment.production() || environment.insecureCookies()) {
            return draft.pass("the session cookie works over plain HTTP here");
        }
        boolean https = environment
                .publicBaseUrl()
                .map(url -> "https".equals(url.getScheme()))
                .orElse(false);
        return https
                ? draft.pass("the session cookie is Secure and the public address is HTTPS")
                : draft.warn(
                        "In production browsers keep the session cookie over HTTPS only, and no public HTTPS address is set",
                        "put a TLS proxy in front (deploy/proxy) and set WEB_PUBLIC_BASE_URL=https://…");
    }

    private static String host(SocketAddress listener) {
        String host = listener.hostAddress();
        return host.contains(":") ? "[" + host + "]" : host;
    }
}
