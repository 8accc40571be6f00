package dev.koda.storage.object;

import java.io.ByteArrayInputStream;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The bucket: content in, content out. Every call blocks and fails with {@link ObjectStoreAway}. */
@ApplicationScoped
public class ObjectStore {
    private static final Logger LOG = Logger.getLogger(ObjectStore.class);
    private static final String BYTES = "application/octet-stream";

    private final S3Client client;
    private final String bucket;

    ObjectStore(S3Client client, ObjectStoreConfig config) {
        this.client = client;
        this.bucket = config.bucket();
    }

    /** Name of the bucket. */
    public String bucket() {
        return bucket;
    }

    /** Puts what was received under its key; doing so again changes nothing. */
    public void place(Received received, String key) {
        try {
            switch (received) {
                case Received.Held held -> put(held, key);
                case Received.Parked parked -> copy(parked, key);
            }
        } catch (SdkException failure) {
            throw new ObjectStoreAway(failure);
        }
    }

    /** Forgets what was parked; one that cannot be removed now is left to the sweep. */
    public void discard(Received received) {
        if (received instanceof Received.Parked parked) {
            try {
                delete(parked.key());
            } catch (ObjectStoreAway away) {
                LOG.warnf("parked upload left to the sweep key=%s reason=%s", parked.key(), away.asItCame());
            }
        }
    }

    /** The content of the key from the first byte given to the last; empty where there is none. Close or abort it. */
    public Optional<ResponseInputStream<GetObjectResponse>> open(String key, long first, long last) {
        try {
            return Optional.of(client.getObject(request -> {
                request.bucket(bucket).key(key);
                if (last >= first) {
                    request.range("bytes=" + first + "-" + last);
                }
            }));
        } catch (NoSuchKeyException missing) {
            return Optional.empty();
        } catch (SdkException failure) {
            throw new ObjectStoreAway(failure);
        }
    }

    /** Size of the object of that key; empty where there is none. */
    public Optional<Long> sizeOf(String key) {
        try {
            return Optional.of(
                    client.headObject(request -> request.bucket(bucket).key(key))
                            .contentLength());
        } catch (S3Exception refused) {
            if (refused.statusCode() == 404) {
                return Optional.empty();
            }
            throw new ObjectStoreAway(refused);
        } catch (SdkException failure) {
            throw new ObjectStoreAway(failure);
        }
    }

    /** Removes the object; one that is not there is as good. */
    public void delete(String key) {
        try {
            client.deleteObject(request -> request.bucket(bucket).key(key));
        } catch (SdkException failure) {
            throw new ObjectStoreAway(failure);
        }
    }

    PartsUpload begin(String key) {
        return new PartsUpload(client, bucket, key);
    }

    private void put(Received.Held held, String key) {
        client.putObject(
                request -> request.bucket(bucket).key(key).contentLength(held.size()),
                RequestBody.fromContentProvider(() -> new ByteArrayInputStream(held.bytes()), held.size(), BYTES));
    }

    private void copy(Received.Parked parked, String key) {
        client.copyObject(request -> request.sourceBucket(bucket)
                .sourceKey(parked.key())
                .destinationBucket(bucket)
                .destinationKey(key));
    }
}
