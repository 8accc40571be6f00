package dev.koda.storage.object;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyExistsException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Makes the bucket when it is missing, at boot and whenever the store comes back, and knows how it stands.
 *
 * <p>The boot does not wait for the store; readiness and doctor say what it lacks, in the store's own words.
 */
@ApplicationScoped
public class BucketKeeper {
    private static final Logger LOG = Logger.getLogger(BucketKeeper.class);
    private static final Duration TIMEOUT = Duration.ofMillis(1_800);

    private final S3Client client;
    private final String bucket;
    private final Clock clock;
    private final AtomicReference<State> state = new AtomicReference<>(new State("not looked at yet", Instant.EPOCH));

    BucketKeeper(S3Client client, ObjectStoreConfig config, Clock clock) {
        this.client = client;
        this.bucket = config.bucket();
        this.clock = clock;
    }

    /** What is wrong with the bucket as of the last look; empty when it is there. */
    public Optional<String> trouble() {
        return Optional.ofNullable(state.get().trouble());
    }

    @Scheduled(every = "5s", delayed = "0s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void look() {
        ensure();
    }

    /** Looks now, makes the bucket if it is missing; what is wrong, or empty. At most about four seconds. */
    public Optional<String> ensure() {
        String trouble = null;
        try {
            if (!exists()) {
                create();
            }
        } catch (SdkException failure) {
            trouble = ObjectStoreAway.words(failure);
        }
        State before = state.getAndSet(new State(trouble, clock.instant()));
        if (trouble != null && !trouble.equals(before.trouble())) {
            LOG.errorf("bucket not usable bucket=%s error=%s", bucket, trouble);
        }
        if (trouble == null && before.trouble() != null) {
            LOG.infof("bucket is there bucket=%s", bucket);
        }
        return Optional.ofNullable(trouble);
    }

    private boolean exists() {
        try {
            client.headBucket(
                    request -> request.bucket(bucket).overrideConfiguration(call -> call.apiCallTimeout(TIMEOUT)));
            return true;
        } catch (S3Exception refused) {
            if (refused.statusCode() == 404) {
                return false;
            }
            throw refused;
        }
    }

    private void create() {
        try {
            client.createBucket(
                    request -> request.bucket(bucket).overrideConfiguration(call -> call.apiCallTimeout(TIMEOUT)));
            LOG.infof("bucket made bucket=%s", bucket);
        } catch (BucketAlreadyOwnedByYouException | BucketAlreadyExistsException another) {
            LOG.debugf("bucket was just made by another replica bucket=%s", bucket);
        }
    }

    private record State(String trouble, Instant at) {}
}
