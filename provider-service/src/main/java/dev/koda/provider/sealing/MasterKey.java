package dev.koda.provider.sealing;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** A 256-bit key that wraps data keys, and the id that every ciphertext under it carries. */
record MasterKey(String id, SecretKey key) {

    /** Bytes of the key. */
    static final int BYTES = 32;

    private static final byte[] ID_PREFIX = "koda-master-key:".getBytes(US_ASCII);
    private static final int ID_BYTES = 6;

    static MasterKey of(byte[] bytes) {
        return new MasterKey(idOf(bytes), new SecretKeySpec(bytes, "AES"));
    }

    /** The first bytes of a hash: enough to tell keys apart, nothing to find one by. */
    private static String idOf(byte[] bytes) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(ID_PREFIX);
            return HexFormat.of().formatHex(sha256.digest(bytes), 0, ID_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    @Override
    public String toString() {
        return "MasterKey[" + id + "]";
    }
}
