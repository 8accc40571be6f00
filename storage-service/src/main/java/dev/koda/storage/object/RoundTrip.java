package dev.koda.storage.object;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

import dev.koda.platform.boot.seam.Ids;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * Writes a small object, reads it back and removes it: milliseconds on a healthy store. Each step may take 1.8 s; the
 * doctor stops waiting for the three after two. Blocks.
 */
@ApplicationScoped
public class RoundTrip {
    private static final Duration TIMEOUT = Duration.ofMillis(1_800);

    private final S3Client client;
    private final String bucket;
    private final ObjectKeys keys;
    private final Ids ids;

    RoundTrip(S3Client client, ObjectStoreConfig config, ObjectKeys keys, Ids ids) {
        this.client = client;
        this.bucket = config.bucket();
        this.keys = keys;
        this.ids = ids;
    }

    /** What went wrong, in the store's words; empty when all three worked. */
    public Optional<String> failure() {
        String key = keys.probe(ids.next());
        byte[] sent = key.getBytes(US_ASCII);
        try {
            client.putObject(
                    request ->
                            request.bucket(bucket).key(key).overrideConfiguration(call -> call.apiCallTimeout(TIMEOUT)),
                    RequestBody.fromBytes(sent));
            byte[] back = client.getObjectAsBytes(request ->
                            request.bucket(bucket).key(key).overrideConfiguration(call -> call.apiCallTimeout(TIMEOUT)))
                    .asByteArray();
            client.deleteObject(request ->
                    request.bucket(bucket).key(key).overrideConfiguration(call -> call.apiCallTimeout(TIMEOUT)));
            return Arrays.equals(sent, back) ? Optional.empty() : Optional.of("what was read is not what was written");
        } catch (SdkException failure) {
            return Optional.of(ObjectStoreAway.words(failure));
        }
    }
}
