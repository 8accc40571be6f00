package dev.koda.storage.object;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.koda.platform.boot.Service;
import dev.koda.platform.testkit.database.WithPostgres;
import dev.koda.platform.testkit.event.WithKafka;
import dev.koda.platform.testkit.server.WithObjectStore;
import dev.koda.platform.testkit.token.WithStubIdentity;

import static dev.koda.storage.StorageFixtures.awaitReady;
import static dev.koda.storage.StorageFixtures.eventually;
import static dev.koda.storage.StorageFixtures.execute;
import static dev.koda.storage.StorageFixtures.id;
import static dev.koda.storage.StorageFixtures.keys;
import static dev.koda.storage.StorageFixtures.unique;
import static dev.koda.storage.StorageFixtures.upload;
import static dev.koda.storage.artifact.Hashes.sha256;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithPostgres(Service.STORAGE)
@WithKafka
@WithObjectStore
@WithStubIdentity
class RemovalsTest {
    @Inject
    Removals removals;

    @BeforeEach
    void awaitTheBucket() {
        awaitReady();
    }

    @Test
    void whatSomebodyIsAboutToRemoveIsLeftToThemUntilTheirTimeIsOver() {
        String hash = removedFor("1 hour");
        assertThat(removals.removeUnreferenced(hash)).isFalse();
        assertThat(keys("artifacts/" + hash.substring(0, 2) + "/" + hash)).hasSize(1);
        removedSince(hash, "-1 second");
        // the service's own look after leftovers may be first
        removals.removeUnreferenced(hash);
        eventually(() -> assertThat(keys("artifacts/" + hash.substring(0, 2) + "/" + hash))
                .isEmpty());
    }

    /** Content whose manifest is gone, and which a remover has said to be removing. */
    private static String removedFor(String time) {
        byte[] content = unique("removing");
        String artifact = id(upload("removing.txt", content));
        execute("DELETE FROM storage.artifact_manifests WHERE id = '" + artifact + "'");
        removedSince(sha256(content), time);
        return sha256(content);
    }

    private static void removedSince(String hash, String time) {
        execute("UPDATE storage.stored_objects SET state = 'removing', leased_until = now() + interval '" + time
                + "' WHERE sha256 = '" + hash + "'");
    }
}
