package dev.koda.storage.sweep;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;

import dev.koda.storage.object.Listing.Listed;
import dev.koda.storage.sweep.KnownObjects.Known;

/**
 * Walks manifests' contents and the bucket's objects side by side, both in the order of keys, so that any number is
 * compared in constant memory. What came into the store within a day may still be on its way to a manifest.
 */
final class Comparison {
    private static final Duration GRACE = Duration.ofHours(24);

    final Findings missing = new Findings();
    final Findings wrongSizes = new Findings();
    final Findings unreferenced = new Findings();
    final Distribution distribution = new Distribution();

    private final Iterator<Known> known;
    private final Iterator<Listed> listed;
    private final Instant now;

    Comparison(Iterator<Known> known, Iterator<Listed> listed, Instant now) {
        this.known = known;
        this.listed = listed;
        this.now = now;
    }

    void run() {
        Known expected = next(known);
        Listed found = next(listed);
        while (expected != null || found != null) {
            int order = order(expected, found);
            if (order < 0) {
                missing.add(expected.key(), expected.size());
            } else if (order > 0) {
                unexpected(found);
            } else {
                matched(expected, found);
            }
            expected = order <= 0 ? next(known) : expected;
            found = order >= 0 ? next(listed) : found;
        }
    }

    static boolean isPastGrace(Listed object, Instant now) {
        return object.modified().plus(GRACE).isBefore(now);
    }

    private void unexpected(Listed found) {
        distribution.add(found, now);
        if (isPastGrace(found, now)) {
            unreferenced.add(found.key(), found.size());
        }
    }

    private void matched(Known expected, Listed found) {
        distribution.add(found, now);
        if (expected.size() != found.size()) {
            wrongSizes.add(found.key(), found.size());
        }
    }

    private static int order(Known expected, Listed found) {
        if (expected == null) {
            return 1;
        }
        return found == null ? -1 : expected.key().compareTo(found.key());
    }

    private static <T> T next(Iterator<T> each) {
        return each.hasNext() ? each.next() : null;
    }
}
