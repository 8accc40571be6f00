package dev.koda.storage.usage;

import java.time.Clock;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import dev.koda.storage.bridge.Transactions;
import dev.koda.storage.object.Listing;
import dev.koda.storage.object.Listing.Listed;
import dev.koda.storage.object.ObjectKeys;
import dev.koda.storage.usage.UsageReport.PrefixSize;

/** Measures what takes room. Blocks; for virtual threads. */
@ApplicationScoped
class UsageService {
    /** A hundred pages of a listing, some seconds: what lies beyond is said to be truncated. */
    private static final int MOST_OBJECTS = 100_000;

    private final UsageQueries queries;
    private final Listing listing;
    private final ObjectKeys keys;
    private final Clock clock;

    UsageService(UsageQueries queries, Listing listing, ObjectKeys keys, Clock clock) {
        this.queries = queries;
        this.listing = listing;
        this.keys = keys;
        this.clock = clock;
    }

    UsageReport measure() {
        List<PrefixSize> prefixes =
                Stream.of(keys.contents(), keys.expiring()).map(this::size).toList();
        return new UsageReport(
                clock.instant(),
                Transactions.await(queries::databaseBytes),
                Transactions.await(queries::tables),
                prefixes,
                Transactions.await(queries::artifacts),
                Transactions.await(queries::agents));
    }

    private PrefixSize size(String prefix) {
        Iterator<Listed> objects = listing.below(prefix);
        long count = 0;
        long bytes = 0;
        while (objects.hasNext() && count < MOST_OBJECTS) {
            count++;
            bytes += objects.next().size();
        }
        return new PrefixSize(prefix, count, bytes, objects.hasNext());
    }
}
