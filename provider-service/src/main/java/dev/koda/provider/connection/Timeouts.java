package dev.koda.provider.connection;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** How long a connection waits, in milliseconds: to connect, for the first token, between tokens, and in all. */
public record Timeouts(
        @Min(100) @Max(60_000) Integer connectMs,
        @Min(100) @Max(600_000) Integer firstTokenMs,
        @Min(100) @Max(600_000) Integer idleMs,
        @Min(1_000) @Max(3_600_000) Integer totalMs) {

    /** The values of a new connection. */
    public static final Timeouts DEFAULT = new Timeouts(5_000, 60_000, 30_000, 600_000);

    /** These values, the other's where one is not given. */
    Timeouts or(Timeouts other) {
        return new Timeouts(
                connectMs == null ? other.connectMs : connectMs,
                firstTokenMs == null ? other.firstTokenMs : firstTokenMs,
                idleMs == null ? other.idleMs : idleMs,
                totalMs == null ? other.totalMs : totalMs);
    }

    /** The same for an answer that comes in one piece: its first token is its last. */
    public Timeouts inOnePiece() {
        return new Timeouts(connectMs, totalMs, totalMs, totalMs);
    }
}
