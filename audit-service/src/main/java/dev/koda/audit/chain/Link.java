package dev.koda.audit.chain;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import dev.koda.audit.trail.Entry;

import static java.nio.ByteBuffer.allocate;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * How records are chained. Written down in ADR 0050 for whoever checks an export without us.
 *
 * <p>Both hashes are SHA-256 over a list of texts, each as four bytes of length (big-endian, -1 for null) and its
 * UTF-8. The commitment covers salt and payload, so that erasing both leaves a number that says nothing; the record's
 * hash covers its predecessor's, its place, its header and the commitment.
 */
final class Link {
    static final int HASH_BYTES = 32;

    private static final String COMMITMENT = "koda.audit.commitment/1";
    private static final String RECORD = "koda.audit.record/1";

    private Link() {}

    static byte[] commitment(byte[] salt, Entry entry) {
        MessageDigest digest = sha256();
        digest.update(salt);
        digest.update(texts(
                COMMITMENT,
                entry.actor().kind(),
                entry.actor().id(),
                entry.actor().name(),
                entry.address(),
                entry.userAgent(),
                entry.target().kind(),
                entry.target().id(),
                entry.traceId(),
                entry.taskId(),
                entry.details(),
                String.join("\n", entry.redacted())));
        return digest.digest();
    }

    static byte[] hash(byte[] prevHash, long position, Instant recordedAt, Entry entry, byte[] commitment) {
        MessageDigest digest = sha256();
        digest.update(prevHash);
        digest.update(texts(
                RECORD,
                Long.toString(position),
                micros(recordedAt),
                entry.id().toString(),
                micros(entry.time()),
                entry.type(),
                entry.outcome().word(),
                entry.source()));
        digest.update(commitment);
        return digest.digest();
    }

    private static String micros(Instant time) {
        return Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, time));
    }

    private static byte[] texts(String... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        for (String part : parts) {
            byte[] text = part == null ? new byte[0] : part.getBytes(UTF_8);
            bytes.writeBytes(allocate(Integer.BYTES)
                    .putInt(part == null ? -1 : text.length)
                    .array());
            bytes.writeBytes(text);
        }
        return bytes.toByteArray();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
