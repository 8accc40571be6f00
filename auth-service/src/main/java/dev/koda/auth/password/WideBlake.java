package dev.koda.auth.password;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

import org.bouncycastle.crypto.digests.Blake2bDigest;

/** BLAKE2b as Argon2 uses it: for the seed H0 and for digests of any length, H' (RFC 9106, sections 3.2 and 3.3). */
final class WideBlake {

    /** Length of H0. */
    static final int SEED_BYTES = 64;

    private static final int HALF = 32;
    private static final int VERSION = 0x13;
    private static final int TYPE_ID = 2;

    private WideBlake() {}

    static byte[] seed(byte[] secret, byte[] salt, Argon2 cost, int digestBytes) {
        Blake2bDigest blake = new Blake2bDigest(SEED_BYTES * Byte.SIZE);
        for (int number :
                List.of(cost.parallelism(), digestBytes, cost.memoryKib(), cost.iterations(), VERSION, TYPE_ID)) {
            update(blake, number(number));
        }
        update(blake, number(secret.length));
        update(blake, secret);
        update(blake, number(salt.length));
        update(blake, salt);
        // neither a key nor associated data
        update(blake, number(0));
        update(blake, number(0));
        return done(blake, SEED_BYTES);
    }

    static byte[] digest(byte[] input, int length) {
        Blake2bDigest blake = new Blake2bDigest(Math.min(length, SEED_BYTES) * Byte.SIZE);
        update(blake, number(length));
        update(blake, input);
        byte[] last = done(blake, Math.min(length, SEED_BYTES));
        ByteBuffer whole = ByteBuffer.allocate(length);
        while (whole.remaining() > SEED_BYTES) {
            whole.put(last, 0, HALF);
            int next = Math.min(whole.remaining(), SEED_BYTES);
            Blake2bDigest chained = new Blake2bDigest(next * Byte.SIZE);
            update(chained, last);
            last = done(chained, next);
        }
        return whole.put(last).array();
    }

    static byte[] number(int value) {
        return ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array();
    }

    private static void update(Blake2bDigest blake, byte[] bytes) {
        blake.update(bytes, 0, bytes.length);
    }

    private static byte[] done(Blake2bDigest blake, int length) {
        byte[] digest = new byte[length];
        blake.doFinal(digest, 0);
        return digest;
    }
}
