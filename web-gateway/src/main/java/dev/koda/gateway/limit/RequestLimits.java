package dev.koda.gateway.limit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import jakarta.inject.Singleton;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import dev.koda.platform.problem.Problem;

/**
 * Counts requests in windows of a minute that begin with a caller's first request.
 *
 * <p>Each replica counts for itself. At most a hundred thousand callers are remembered, the ones seen last; forgetting
 * one only starts a new window. Safe for use by several threads.
 */
@Singleton
public class RequestLimits {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int MOST_CALLERS = 100_000;

    private final LimitConfig config;
    private final Clock clock;
    private final Cache<String, Window> windows = Caffeine.newBuilder()
            .maximumSize(MOST_CALLERS)
            .expireAfterWrite(WINDOW.multipliedBy(2))
            .build();

    RequestLimits(LimitConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    /** Counts a request without identity; over the limit it throws a 429 problem with the time that is left. */
    public void countAnonymous(String address) {
        count("address:" + networkOf(address), config.requestsPerMinuteAnonymous());
    }

    /** Counts a request of an operator or token. */
    public void countKnown(String key) {
        count(key, config.requestsPerMinuteOperator());
    }

    /** Refuses, without counting, when the address has no requests left: guessing must not reach auth-service. */
    public void beforeUnknownBearer(String address) {
        Window window = windows.getIfPresent("address:" + networkOf(address));
        if (window != null && window.isOpen(clock.instant()) && window.count() >= config.requestsPerMinuteAnonymous()) {
            throw tooMany(window);
        }
    }

    private void count(String key, int limit) {
        Instant now = clock.instant();
        Window window = windows.asMap()
                .compute(key, (caller, last) -> last == null || !last.isOpen(now) ? Window.first(now) : last.next());
        if (window.count() > limit) {
            throw tooMany(window);
        }
    }

    private Problem tooMany(Window window) {
        Duration left = Duration.between(clock.instant(), window.start().plus(WINDOW));
        return Problem.tooManyRequests(
                "rate_limited", "Too many requests in one minute; the rest of it must pass first.", left);
    }

    /** One person of IPv6 has a whole /64, so that is what is counted. */
    private static String networkOf(String address) {
        String[] groups = address.split(":", -1);
        return groups.length < 5 ? address : String.join(":", groups[0], groups[1], groups[2], groups[3]);
    }

    private record Window(Instant start, int count) {
        static Window first(Instant now) {
            return new Window(now, 1);
        }

        Window next() {
            return new Window(start, count + 1);
        }

        boolean isOpen(Instant now) {
            return now.isBefore(start.plus(WINDOW));
        }
    }
}
