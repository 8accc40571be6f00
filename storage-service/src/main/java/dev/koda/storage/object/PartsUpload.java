package dev.koda.storage.object;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;

import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** A multipart upload: parts in order, then {@link #complete()}; closed before that, it is aborted and leaves nothing. */
final class PartsUpload implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(PartsUpload.class);
    private static final String BYTES = "application/octet-stream";

    private final S3Client client;
    private final String bucket;
    private final String key;
    private final String uploadId;
    private final List<CompletedPart> parts = new ArrayList<>();
    private boolean completed;

    PartsUpload(S3Client client, String bucket, String key) {
        this.client = client;
        this.bucket = bucket;
        this.key = key;
        this.uploadId = client.createMultipartUpload(
                        request -> request.bucket(bucket).key(key).contentType(BYTES))
                .uploadId();
    }

    /** Sends the first {@code length} bytes; the array is the caller's again afterwards. */
    void add(byte[] bytes, int length) {
        int number = parts.size() + 1;
        String etag = client.uploadPart(
                        request -> request.bucket(bucket)
                                .key(key)
                                .uploadId(uploadId)
                                .partNumber(number)
                                .contentLength((long) length),
                        RequestBody.fromContentProvider(
                                () -> new ByteArrayInputStream(bytes, 0, length), length, BYTES))
                .eTag();
        parts.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
    }

    void complete() {
        client.completeMultipartUpload(
                request -> request.bucket(bucket).key(key).uploadId(uploadId).multipartUpload(all -> all.parts(parts)));
        completed = true;
    }

    @Override
    public void close() {
        if (completed) {
            return;
        }
        try {
            client.abortMultipartUpload(
                    request -> request.bucket(bucket).key(key).uploadId(uploadId));
        } catch (SdkException away) {
            LOG.warnf("upload not aborted, left to the sweep key=%s reason=%s", key, ObjectStoreAway.words(away));
        }
    }
}
