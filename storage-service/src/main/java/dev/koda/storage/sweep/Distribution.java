package dev.koda.storage.sweep;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

import dev.koda.storage.object.Listing.Listed;

/** Counts objects by age and by size. */
final class Distribution {
    private static final long KIB = 1024;

    private final Map<String, Long> byAge = zeroes("under_1_day", "under_7_days", "under_30_days", "over_30_days");
    private final Map<String, Long> bySize = zeroes("under_64_kib", "under_1_mib", "under_64_mib", "over_64_mib");
    private long objects;
    private long bytes;

    void add(Listed object, Instant now) {
        objects++;
        bytes += object.size();
        byAge.merge(age(Duration.between(object.modified(), now).toDays()), 1L, Long::sum);
        bySize.merge(size(object.size()), 1L, Long::sum);
    }

    Map<String, Long> byAge() {
        return byAge;
    }

    Map<String, Long> bySize() {
        return bySize;
    }

    long objects() {
        return objects;
    }

    long bytes() {
        return bytes;
    }

    private static String age(long days) {
        if (days < 1) {
            return "under_1_day";
        }
        if (days < 7) {
            return "under_7_days";
        }
        return days < 30 ? "under_30_days" : "over_30_days";
    }

    private static String size(long bytes) {
        if (bytes < 64 * KIB) {
            return "under_64_kib";
        }
        if (bytes < KIB * KIB) {
            return "under_1_mib";
        }
        return bytes < 64 * KIB * KIB ? "under_64_mib" : "over_64_mib";
    }

    private static Map<String, Long> zeroes(String... names) {
        Map<String, Long> counts = new LinkedHashMap<>();
        Stream.of(names).forEach(name -> counts.put(name, 0L));
        return counts;
    }
}
