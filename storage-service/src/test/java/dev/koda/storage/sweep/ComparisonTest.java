package dev.koda.storage.sweep;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.koda.storage.object.Listing.Listed;
import dev.koda.storage.sweep.KnownObjects.Known;

import static org.assertj.core.api.Assertions.assertThat;

class ComparisonTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    @Test
    void bothDirectionsAreComparedAndTheFreshAreSpared() {
        Comparison comparison = new Comparison(
                List.of(known("a"), known("b"), known("d"), known("z")).iterator(),
                List.of(listed("b", 1, 1), listed("c", 1, 25), listed("d", 7, 1), listed("e", 1, 23))
                        .iterator(),
                NOW);
        comparison.run();
        assertThat(comparison.missing.finding().examples()).containsExactly("a", "z");
        assertThat(comparison.unreferenced.finding().examples()).containsExactly("c");
        assertThat(comparison.wrongSizes.finding().examples()).containsExactly("d");
        assertThat(comparison.distribution.objects()).isEqualTo(4);
        assertThat(comparison.distribution.byAge()).containsEntry("under_7_days", 1L);
    }

    private static Known known(String key) {
        return new Known(key, "hash-of-" + key, 1);
    }

    private static Listed listed(String key, long size, long hours) {
        return new Listed(key, size, NOW.minus(Duration.ofHours(hours)));
    }
}
