package dev.koda.auth.doctor;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.health.api.HealthGroup;
import io.smallrye.mutiny.Uni;
import io.vertx.core.net.NetClientOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.net.NetClient;
import org.eclipse.microprofile.health.HealthCheckResponse;

import dev.koda.auth.settings.SmtpConfig;
import dev.koda.platform.doctor.Check;
import dev.koda.platform.doctor.CheckDraft;
import dev.koda.platform.doctor.Scope;

/** The mail server takes connections, where one is set. */
@HealthGroup("doctor")
@ApplicationScoped
class SmtpCheck implements AsyncHealthCheck {

    private static final String ID = "auth.smtp";
    private static final int CONNECT_MILLIS = 1_500;

    private final NetClient client;
    private final SmtpConfig smtp;

    SmtpCheck(Vertx vertx, SmtpConfig smtp) {
        this.client = vertx.createNetClient(new NetClientOptions().setConnectTimeout(CONNECT_MILLIS));
        this.smtp = smtp;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Timed.answer(ID, smtp.host().map(this::connect).orElseGet(SmtpCheck::unset));
    }

    private Uni<Check> connect(String host) {
        return client.connect(smtp.port(), host)
                .chain(socket -> socket.close())
                .map(closed -> draft().evidence("host", host)
                        .evidence("port", smtp.port())
                        .pass("the mail server answers"))
                .onFailure()
                .recoverWithItem(failure -> draft().evidence("host", host)
                        .evidence("port", smtp.port())
                        .warn("the mail server cannot be reached", "check SMTP_HOST, SMTP_PORT and the network"));
    }

    private static Uni<Check> unset() {
        return Uni.createFrom().item(() -> draft().skip("no mail server is set: recovery codes only"));
    }

    private static CheckDraft draft() {
        return Timed.draft(ID).scope(Scope.DOWNSTREAM);
    }
}
