package dev.koda.auth.doctor;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.ext.web.client.WebClient;

import dev.koda.platform.boot.PeerAddresses;
import dev.koda.platform.boot.Service;

/**
 * Reads the clocks of the other services from the {@code Date} of their answers. It has whole seconds, so what lies
 * within the second counts as no difference.
 */
@ApplicationScoped
class PeerClocks {

    private static final Duration TIMEOUT = Duration.ofMillis(1_500);
    private static final long SECOND = 1_000;

    private final WebClient client;
    private final PeerAddresses peers;
    private final Clock clock;

    PeerClocks(Vertx vertx, PeerAddresses peers, Clock clock) {
        this.client = WebClient.create(vertx);
        this.peers = peers;
        this.clock = clock;
    }

    Uni<ClockReading> read(Service service) {
        String path = service == Service.GATEWAY ? "/health" : "/q/health/live";
        Instant asked = clock.instant();
        return client.getAbs(peers.of(service) + path)
                .timeout(TIMEOUT.toMillis())
                .send()
                .map(answer -> reading(service, asked, answer.getHeader("Date")))
                .onFailure()
                .recoverWithItem(failure -> ClockReading.unreadable(service.shortName()));
    }

    private ClockReading reading(Service service, Instant asked, String date) {
        try {
            Instant theirs = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return ClockReading.of(service.shortName(), off(asked, clock.instant(), theirs));
        } catch (DateTimeException | NullPointerException undated) {
            return ClockReading.unreadable(service.shortName());
        }
    }

    /** Their second began at {@code theirs}; anything between our asking and a second after our hearing fits it. */
    private static long off(Instant asked, Instant heard, Instant theirs) {
        long early = Duration.between(asked, theirs).toMillis() + SECOND;
        long late = Duration.between(heard, theirs).toMillis();
        if (early < 0) {
            return early;
        }
        return Math.max(late, 0);
    }
}
