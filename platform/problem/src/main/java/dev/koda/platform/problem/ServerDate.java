package dev.koda.platform.problem;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import jakarta.enterprise.event.Observes;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** Says the time of this service on every response (RFC 9110 §6.6.1), by which the doctor compares clocks. */
class ServerDate {

    /** After the trace id, before everything that may answer. */
    private static final int EARLY = 950;

    /** RFC 9110 §5.6.7; Java's own RFC 1123 format leaves out the zero of a one-digit day. */
    private static final DateTimeFormatter IMF_FIXDATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

    private final Clock clock;

    /** The second said last, so that it is put into words once however many responses say it. */
    private volatile Said said = new Said(-1, "");

    private record Said(long second, String words) {}

    ServerDate(Clock clock) {
        this.clock = clock;
    }

    void register(@Observes Filters filters) {
        filters.register(this::say, EARLY);
    }

    private void say(RoutingContext request) {
        request.response().putHeader(HttpHeaders.DATE, words(clock.instant()));
        request.next();
    }

    private String words(Instant now) {
        Said last = said;
        if (last.second() != now.getEpochSecond()) {
            last = new Said(now.getEpochSecond(), IMF_FIXDATE.format(now.atOffset(ZoneOffset.UTC)));
            said = last;
        }
        return last.words();
    }
}
