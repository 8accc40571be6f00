package dev.koda.storage.doctor;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

import dev.koda.storage.object.BucketKeeper;

/** Ready while the bucket is there, as of the look every five seconds: without it nothing can be kept or read. */
@Readiness
@ApplicationScoped
class ObjectStoreReady implements HealthCheck {
    private final BucketKeeper bucket;

    ObjectStoreReady(BucketKeeper bucket) {
        this.bucket = bucket;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("object-store");
        return bucket.trouble()
                .map(error -> response.down().withData("error", error).build())
                .orElseGet(() -> response.up().build());
    }
}
