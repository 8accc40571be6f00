package dev.koda.storage.artifact;

import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

import dev.koda.platform.problem.Problem;
import dev.koda.storage.bridge.Transactions;
import dev.koda.storage.object.ObjectKeys;
import dev.koda.storage.object.ObjectStore;
import dev.koda.storage.object.Received;
import dev.koda.storage.object.Reception;
import dev.koda.storage.object.Removals;
import dev.koda.storage.object.StoredObjects;

/** The object store's half of keeping artifacts: content under its hash, held by a lease until its manifest is made. */
@ApplicationScoped
class Contents {
    private static final Duration REMOVAL = Duration.ofSeconds(10);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private final Reception reception;
    private final ObjectStore store;
    private final ObjectKeys keys;
    private final StoredObjects objects;
    private final Removals removals;

    Contents(Reception reception, ObjectStore store, ObjectKeys keys, StoredObjects objects, Removals removals) {
        this.reception = reception;
        this.store = store;
        this.keys = keys;
        this.objects = objects;
        this.removals = removals;
    }

    Received receive(InputStream body, long declared, long limit) {
        return reception.receive(body, declared, limit);
    }

    void discard(Received received) {
        store.discard(received);
    }

    void place(Received received) {
        store.place(received, keys.content(received.sha256()));
    }

    /** Waits for a removal of the same content to end, then takes the lease. */
    Instant reserve(Received received) {
        for (long waited = 0; waited < REMOVAL.toMillis(); waited += LOOK_AGAIN.toMillis()) {
            Instant lease = objects.leaseFromNow();
            if (Transactions.await(() -> objects.reserve(received, lease))) {
                return lease;
            }
            pause();
        }
        throw Problem.unavailable(
                "artifact_busy", "The same content is being removed. Try again.", Duration.ofSeconds(2));
    }

    Optional<ResponseInputStream<GetObjectResponse>> open(String key, ByteRange range) {
        return store.open(key, range.first(), range.last());
    }

    void removeUnreferenced(String sha256) {
        removals.removeUnreferenced(sha256);
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_AGAIN);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw Problem.unavailable("stopping", "The service is stopping. Try again.", Duration.ofSeconds(2));
        }
    }
}
