package dev.koda.storage.sweep;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.koda.storage.bridge.Transactions;

/** Contents that manifests refer to, in the order of keys. */
@ApplicationScoped
class KnownObjects {
    private static final int PAGE = 1_000;
    private static final String REFERRED = """
            SELECT o.object_key, o.sha256, o.size_bytes FROM stored_objects o
             WHERE EXISTS (SELECT 1 FROM artifact_manifests m WHERE m.sha256 = o.sha256)""";

    private final Pool pool;

    KnownObjects(Pool pool) {
        this.pool = pool;
    }

    /** All of them, a page at a time. Blocks. */
    Iterator<Known> all() {
        return new Pages();
    }

    /** Some of them, by chance, at most so large. */
    Uni<List<Known>> sample(int count, long largest) {
        return pool.preparedQuery(REFERRED + " AND o.size_bytes <= $1 ORDER BY random() LIMIT $2")
                .execute(Tuple.of(largest, count))
                .map(KnownObjects::list);
    }

    private Uni<List<Known>> page(String after) {
        return pool.preparedQuery(REFERRED + " AND o.object_key > $1 ORDER BY o.object_key LIMIT $2")
                .execute(Tuple.of(after, PAGE))
                .map(KnownObjects::list);
    }

    private static List<Known> list(Iterable<Row> rows) {
        List<Known> found = new ArrayList<>();
        rows.forEach(row -> found.add(new Known(row.getString(0), row.getString(1), row.getLong(2))));
        return found;
    }

    record Known(String key, String sha256, long size) {}

    private final class Pages implements Iterator<Known> {
        private Iterator<Known> page = List.<Known>of().iterator();
        private String after = "";
        private boolean exhausted;

        @Override
        public boolean hasNext() {
            if (!page.hasNext() && !exhausted) {
                List<Known> next = Transactions.await(() -> page(after));
                exhausted = next.size() < PAGE;
                page = next.iterator();
            }
            return page.hasNext();
        }

        @Override
        public Known next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Known known = page.next();
            after = known.key();
            return known;
        }
    }
}
