package dev.koda.storage.object;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

import jakarta.enterprise.context.ApplicationScoped;

import software.amazon.awssdk.core.exception.SdkException;

import dev.koda.platform.boot.seam.Ids;

/**
 * Reads bodies of any length in constant memory, one part of eight MiB each, hashing on the way.
 *
 * <p>The key of content is its hash, known only at the end: a body of one part is held until then, a longer one goes
 * part by part to a key of its own and is copied inside the store afterwards. A body that breaks off leaves nothing.
 * Blocks; for virtual threads.
 */
@ApplicationScoped
public class Reception {
    /** S3 asks for at least five MiB a part and takes ten thousand: enough for 78 GiB. */
    static final int PART_BYTES = 8 * 1024 * 1024;

    private final ObjectStore store;
    private final ObjectKeys keys;
    private final Ids ids;

    Reception(ObjectStore store, ObjectKeys keys, Ids ids) {
        this.store = store;
        this.keys = keys;
        this.ids = ids;
    }

    /**
     * Reads to the end.
     *
     * @param declared bytes the sender announced, or -1
     * @throws BodyTooLarge as soon as there is one byte more than the limit
     */
    public Received receive(InputStream body, long declared, long limit) {
        byte[] part = new byte[declared >= 0 && declared < PART_BYTES ? Math.toIntExact(declared + 1) : PART_BYTES];
        MessageDigest digest = sha256();
        int length = read(body, part);
        demandWithin(length, limit);
        digest.update(part, 0, length);
        if (length < part.length) {
            return new Received.Held(HexFormat.of().formatHex(digest.digest()), length, trimmed(part, length));
        }
        return park(body, part, digest, limit);
    }

    private Received park(InputStream body, byte[] part, MessageDigest digest, long limit) {
        String key = keys.incoming(ids.next());
        try (PartsUpload upload = store.begin(key)) {
            long size = part.length;
            upload.add(part, part.length);
            for (int length = read(body, part); length > 0; length = read(body, part)) {
                size += length;
                demandWithin(size, limit);
                digest.update(part, 0, length);
                upload.add(part, length);
            }
            upload.complete();
            return new Received.Parked(HexFormat.of().formatHex(digest.digest()), size, key);
        } catch (SdkException failure) {
            throw new ObjectStoreAway(failure);
        }
    }

    private static byte[] trimmed(byte[] part, int length) {
        return Arrays.copyOf(part, length);
    }

    private static int read(InputStream body, byte[] part) {
        try {
            return body.readNBytes(part, 0, part.length);
        } catch (IOException brokenOff) {
            throw new BodyBrokenOff();
        }
    }

    private static void demandWithin(long size, long limit) {
        if (size > limit) {
            throw new BodyTooLarge(limit);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
