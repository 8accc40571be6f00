package dev.koda.auth.mail;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.StartTLSOptions;

import dev.koda.auth.settings.SmtpConfig;

/**
 * Hands letters to the mail server of {@code SMTP_*}, in the background: three tries, then the failure is logged without
 * the text. Letters in flight are bounded; those beyond the bound are dropped and said so, since a link in a queue of
 * hours is worth nothing. They are not stored: their links would be secrets at rest.
 */
@ApplicationScoped
class Post {

    private static final int IN_FLIGHT = 64;
    private static final int RETRIES = 2;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
    private static final int SOCKET_SECONDS = 15;

    private final Semaphore places = new Semaphore(IN_FLIGHT);
    private final Optional<MailClient> client;
    private final String from;

    Post(Vertx vertx, SmtpConfig smtp) {
        this.client = smtp.host().map(host -> MailClient.create(vertx, server(host, smtp)));
        this.from = smtp.from();
    }

    boolean configured() {
        return client.isPresent();
    }

    void send(Letter letter) {
        if (client.isEmpty()) {
            return;
        }
        if (!places.tryAcquire()) {
            Log.warnf("mail dropped: too many in flight subject=\"%s\"", letter.subject());
            return;
        }
        Uni.createFrom()
                .completionStage(() -> client.get().sendMail(message(letter)).toCompletionStage())
                .onFailure()
                .retry()
                .withBackOff(RETRY_AFTER)
                .atMost(RETRIES)
                .onTermination()
                .invoke(places::release)
                .subscribe()
                .with(
                        sent -> Log.debugf("mail sent subject=\"%s\"", letter.subject()),
                        failure -> Log.warnf(
                                "mail not sent subject=\"%s\" cause=%s",
                                letter.subject(), failure.getClass().getSimpleName()));
    }

    private MailMessage message(Letter letter) {
        return new MailMessage()
                .setFrom(from)
                .setTo(letter.to())
                .setSubject(letter.subject())
                .setText(letter.text());
    }

    private static MailConfig server(String host, SmtpConfig smtp) {
        MailConfig server = new MailConfig()
                .setHostname(host)
                .setPort(smtp.port())
                .setSsl("tls".equals(smtp.tls()))
                .setStarttls("starttls".equals(smtp.tls()) ? StartTLSOptions.REQUIRED : StartTLSOptions.DISABLED)
                .setConnectTimeout(Math.toIntExact(TimeUnit.SECONDS.toMillis(SOCKET_SECONDS)))
                .setIdleTimeout(SOCKET_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setMaxPoolSize(2)
                .setKeepAlive(false);
        smtp.username().ifPresent(name -> server.setUsername(name)
                .setPassword(smtp.password().orElse(""))
                .setLogin(LoginOption.REQUIRED));
        if (smtp.username().isEmpty()) {
            server.setLogin(LoginOption.DISABLED);
        }
        return server;
    }

    @PreDestroy
    void stop() {
        client.ifPresent(mailClient -> mailClient.close().onFailure(failure -> Log.debug("mail client", failure)));
    }
}
