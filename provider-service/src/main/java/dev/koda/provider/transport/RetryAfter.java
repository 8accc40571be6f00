package dev.koda.provider.transport;

import java.time.Clock;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.MultiMap;

/** How long a vendor asked us to wait: in headers, or for Gemini in the error's details. */
final class RetryAfter {

    /** Nobody waits longer on a vendor's word. */
    private static final Duration LONGEST = Duration.ofHours(24);

    private RetryAfter() {}

    /** The time, or null. */
    static Duration of(MultiMap headers, JsonNode body, Clock clock) {
        Duration found = milliseconds(headers.get("retry-after-ms"));
        if (found == null) {
            found = header(headers.get("retry-after"), clock);
        }
        if (found == null) {
            found = inDetails(body);
        }
        return found == null || found.isNegative() ? null : found.compareTo(LONGEST) > 0 ? LONGEST : found;
    }

    private static Duration milliseconds(String value) {
        try {
            return value == null ? null : Duration.ofMillis((long) Double.parseDouble(value));
        } catch (NumberFormatException malformed) {
            return null;
        }
    }

    private static Duration seconds(String value) {
        try {
            return Duration.ofMillis((long) (Double.parseDouble(value) * 1000));
        } catch (NumberFormatException malformed) {
            return null;
        }
    }

    private static Duration header(String value, Clock clock) {
        if (value == null) {
            return null;
        }
        Duration seconds = seconds(value);
        return seconds == null ? untilDate(value, clock) : seconds;
    }

    private static Duration untilDate(String value, Clock clock) {
        try {
            return Duration.between(
                    clock.instant(),
                    ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (DateTimeParseException malformed) {
            return null;
        }
    }

    private static Duration inDetails(JsonNode body) {
        for (JsonNode detail : body.path("error").path("details")) {
            String delay = detail.path("retryDelay").asText("");
            if (delay.endsWith("s")) {
                return seconds(delay.substring(0, delay.length() - 1));
            }
        }
        return null;
    }
}
