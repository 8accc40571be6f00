package dev.koda.gateway.health;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * One part of the platform as this gateway sees it.
 *
 * @param status {@code up} or {@code down}
 * @param latencyMs how long its answer took; null when it gave none
 * @param since when this gateway first saw it in this status
 */
public record Component(
        String status, @JsonProperty("latency_ms") Long latencyMs, Instant since) {
    /** Word for a part that answers. */
    public static final String UP = "up";

    /** Word for a part that does not. */
    public static final String DOWN = "down";

    /** Whether it answers. */
    @JsonIgnore
    public boolean isUp() {
        return UP.equals(status);
    }
}
