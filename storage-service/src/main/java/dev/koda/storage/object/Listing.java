package dev.koda.storage.object;

import java.time.Instant;
import java.util.Iterator;

import jakarta.enterprise.context.ApplicationScoped;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What lies in the bucket, in the order of keys, a page of a thousand at a time. Blocks. */
@ApplicationScoped
public class Listing {
    private final S3Client client;
    private final String bucket;

    Listing(S3Client client, ObjectStoreConfig config) {
        this.client = client;
        this.bucket = config.bucket();
    }

    /** Objects below the prefix; the iterator fails with {@link ObjectStoreAway}. */
    public Iterator<Listed> below(String prefix) {
        Iterator<S3Object> objects = client.listObjectsV2Paginator(
                        request -> request.bucket(bucket).prefix(prefix))
                .contents()
                .iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                try {
                    return objects.hasNext();
                } catch (SdkException failure) {
                    throw new ObjectStoreAway(failure);
                }
            }

            @Override
            public Listed next() {
                S3Object object = objects.next();
                return new Listed(object.key(), object.size(), object.lastModified());
            }
        };
    }

    /** An object of the bucket. */
    public record Listed(String key, long size, Instant modified) {}
}
