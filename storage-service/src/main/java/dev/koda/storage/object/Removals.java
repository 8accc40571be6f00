package dev.koda.storage.object;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import org.jboss.logging.Logger;

import dev.koda.storage.bridge.Transactions;

/**
 * Removes content that nothing refers to: marked, deleted from the store, forgotten, each step repeatable, so a crash
 * anywhere is finished later.
 */
@ApplicationScoped
public class Removals {
    private static final Logger LOG = Logger.getLogger(Removals.class);
    private static final int BATCH = 100;

    private final StoredObjects objects;
    private final ObjectStore store;
    private final ObjectKeys keys;

    Removals(StoredObjects objects, ObjectStore store, ObjectKeys keys) {
        this.objects = objects;
        this.store = store;
        this.keys = keys;
    }

    /** Removes the content unless it is referred to; whether it is gone. Blocks; for virtual threads. */
    public boolean removeUnreferenced(String sha256) {
        if (!Transactions.await(() -> objects.beginRemoval(sha256))) {
            return false;
        }
        delete(sha256);
        Transactions.await(() -> objects.endRemoval(sha256));
        return true;
    }

    private void delete(String sha256) {
        try {
            store.delete(keys.content(sha256));
        } catch (ObjectStoreAway away) {
            Transactions.await(() -> objects.leaveRemoval(sha256));
            throw away;
        }
    }

    /** Finishes what a crash or an absent store left behind. */
    @Scheduled(every = "30s", delayed = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void finish() {
        try {
            List<StoredObject> leftovers = Transactions.await(() -> objects.leftovers(BATCH));
            leftovers.forEach(left -> finish(left.sha256()));
        } catch (RuntimeException notNow) {
            LOG.debugf("removals not finished, tried again soon reason=%s", notNow.getMessage());
        }
    }

    private void finish(String sha256) {
        if (!removeUnreferenced(sha256)) {
            Transactions.await(() -> objects.dropLease(sha256));
        }
    }
}
