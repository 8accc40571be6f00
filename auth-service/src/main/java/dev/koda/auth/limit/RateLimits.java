package dev.koda.auth.limit;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.koda.auth.secret.SecretTokens;
import dev.koda.auth.settings.AuthConfig;
import dev.koda.platform.problem.Problem;

/**
 * Limits per client address, shared by all replicas through a sketch of fixed size in the database: an address hits one
 * slot in each of two lanes and counts as often as the lesser of the two, so a stranger can neither add rows nor, short
 * of tens of thousands of addresses, be mistaken for somebody else. A refused address is remembered in memory (bounded)
 * until its window ends, which spares the database.
 */
@ApplicationScoped
public class RateLimits {

    private static final int SLOTS = 16_384;
    private static final int REMEMBERED = 10_000;
    /** Does not wait for the disk, with the slots locked for all others: a crash of the database may forget a second's tries. */
    private static final String HIT = """
            INSERT INTO rate_slot AS r (kind, lane, slot, window_start, hits)
            SELECT $1::smallint, hit.lane, hit.slot, $4::timestamptz, 1
              FROM set_config('synchronous_commit', 'off', true), (VALUES (0, $2::integer), (1, $3)) AS hit (lane, slot)
            ON CONFLICT (kind, lane, slot) DO UPDATE SET
                hits = CASE WHEN r.window_start <= $5 THEN 1 ELSE least(r.hits + 1, 1000000) END,
                window_start = CASE WHEN r.window_start <= $5 THEN $4 ELSE r.window_start END
            RETURNING hits, window_start
            """;

    private final Pool pool;
    private final SecretTokens secrets;
    private final AuthConfig config;
    private final Clock clock;
    private final Cache<String, Instant> refused =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    RateLimits(Pool pool, SecretTokens secrets, AuthConfig config, Clock clock) {
        this.pool = pool;
        this.secrets = secrets;
        this.config = config;
        this.clock = clock;
    }

    /** Counts one try; fails with 429 and a true {@code Retry-After} when {@code address} had its share. */
    public Uni<Void> spend(Limit limit, String address) {
        String client = limit + "|" + AddressBlock.of(address);
        Instant now = clock.instant();
        Instant until = refused.getIfPresent(client);
        if (until != null && until.isAfter(now)) {
            return Uni.createFrom().failure(refusal(Duration.between(now, until)));
        }
        return hit(limit, client, now)
                .invoke(slot -> judge(limit, client, slot, now))
                .replaceWithVoid();
    }

    private Uni<Slot> hit(Limit limit, String client, Instant now) {
        ByteBuffer hash = ByteBuffer.wrap(secrets.fingerprint("rate", client));
        Tuple parameters = Tuple.from(new Object[] {
            (short) limit.ordinal(),
            Math.floorMod(hash.getInt(), SLOTS),
            Math.floorMod(hash.getInt(), SLOTS),
            now.atOffset(ZoneOffset.UTC),
            now.minus(limit.window()).atOffset(ZoneOffset.UTC)
        });
        return pool.preparedQuery(HIT).execute(parameters).map(rows -> StreamSupport.stream(rows.spliterator(), false)
                .map(Slot::of)
                .min(Comparator.comparingInt(Slot::hits))
                .orElseThrow());
    }

    private void judge(Limit limit, String client, Slot slot, Instant now) {
        if (slot.hits() <= limit.allowed(config)) {
            return;
        }
        Instant end = slot.windowStart().plus(limit.window());
        refused.put(client, end);
        throw refusal(Duration.between(now, end));
    }

    private static Problem refusal(Duration wait) {
        return Problem.tooManyRequests(
                "rate_limited",
                "Too many tries from this address. Try again in " + Math.max(1, wait.toSeconds() + 1) + " seconds.",
                wait);
    }

    private record Slot(int hits, Instant windowStart) {
        static Slot of(Row row) {
            return new Slot(
                    row.getInteger("hits"),
                    row.getOffsetDateTime("window_start").toInstant());
        }
    }
}
