package dev.koda.storage.doctor;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.health.api.HealthGroup;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.health.HealthCheckResponse;

import dev.koda.platform.doctor.Check;
import dev.koda.platform.doctor.CheckDraft;
import dev.koda.platform.doctor.Gate;
import dev.koda.storage.object.BucketKeeper;
import dev.koda.storage.object.ObjectStoreConfig;

/** The bucket is there; a missing one is made on the spot. */
@HealthGroup("doctor")
@ApplicationScoped
class BucketCheck implements AsyncHealthCheck {
    private static final String ID = "storage.bucket";
    private static final String HINT =
            "start the object store (koda up), or check KNOWLEDGE_V2_S3_ENDPOINT_URL, _BUCKET,"
                    + " _ACCESS_KEY_ID and _SECRET_ACCESS_KEY";

    private final BucketKeeper bucket;
    private final ObjectStoreConfig config;

    BucketCheck(BucketKeeper bucket, ObjectStoreConfig config) {
        this.bucket = bucket;
        this.config = config;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Timed.blocking(ID, HINT, this::check);
    }

    private Check check() {
        Optional<String> trouble = bucket.ensure();
        CheckDraft draft = Timed.draft(ID)
                .gates(Gate.SERVE, Gate.UPDATE)
                .evidence("bucket", config.bucket())
                .evidence("endpoint", config.endpoint().toString());
        return trouble.map(error -> draft.evidence("error", error).fail("the bucket is not usable: " + error, HINT))
                .orElseGet(() -> draft.pass("the bucket is there"));
    }
}
