package dev.koda.platform.boot.seam;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class IdsTest {

    private static final Instant NOW = Instant.parse("2026-11-26T08:00:00.123Z");

    /** Byte order, as PostgreSQL and text compare ids; {@link UUID#compareTo} is signed and agrees here. */
    private static final Comparator<UUID> BY_TEXT = Comparator.comparing(UUID::toString);

    @Test
    void anIdIsAVersion7OfItsMillisecond() {
        UUID id = new Ids(Clock.fixed(NOW, ZoneOffset.UTC)).next();

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOW.toEpochMilli());
    }

    @Test
    void idsGrowWhileTheClockStandsStill() {
        Ids ids = new Ids(Clock.fixed(NOW, ZoneOffset.UTC));
        List<UUID> made = Stream.generate(ids::next).limit(20_000).toList();

        assertThat(made).isSortedAccordingTo(BY_TEXT).doesNotHaveDuplicates();
    }

    @Test
    void idsGrowWhenTheClockGoesBack() {
        MovableClock clock = new MovableClock(NOW);
        Ids ids = new Ids(clock);
        UUID before = ids.next();
        clock.now = NOW.minusSeconds(3_600);

        assertThat(ids.next()).isGreaterThan(before);
    }

    @Test
    void threadsNeverGetTheSameId() {
        Ids ids = new Ids(Clock.systemUTC());
        Set<UUID> made = ConcurrentHashMap.newKeySet();
        IntStream.range(0, 10_000).parallel().forEach(index -> made.add(ids.next()));

        assertThat(made).hasSize(10_000);
    }

    private static final class MovableClock extends Clock {

        private Instant now;

        MovableClock(Instant now) {
            this.now = now;
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
