package dev.koda.storage.artifact;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import jakarta.enterprise.context.ApplicationScoped;

import dev.koda.platform.boot.seam.Ids;
import dev.koda.storage.StorageConfig;
import dev.koda.storage.object.StoredObject;

/** What a new manifest takes from the service: id, time, retention. */
@ApplicationScoped
class Making {
    private final Ids ids;
    private final Clock clock;
    private final Retention retention;

    Making(Ids ids, Clock clock, StorageConfig config) {
        this.ids = ids;
        this.clock = clock;
        this.retention = Retention.ofDays(config.artifactRetentionDays());
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    Artifact manifest(NewArtifact wanted, StoredObject content) {
        return new Artifact(ids.next(), wanted, content, now(), retention);
    }
}
