package dev.koda.auth.password;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The blocks that Argon2id (RFC 9106, version 0x13) fills, kept by the thread that hashes and used for one hash after the
 * other: twenty megabytes of fresh objects for each sign-in would stop the whole service for its collector again and
 * again. Lanes are filled one after the other. Cleared after each use; grows to the largest cost asked for. Not for two
 * threads at once.
 */
final class Argon2Memory {

    private static final int SLICES = 4;

    private static final int BLOCK_BYTES = BlockMixer.WORDS * Long.BYTES;

    private final BlockMixer mixer = new BlockMixer();
    private long[] words = new long[0];

    /** The digest of {@code length} bytes; takes tens of milliseconds, so never on an event loop. */
    byte[] digest(Argon2 cost, byte[] secret, byte[] salt, int length) {
        Argon2Layout layout = Argon2Layout.of(cost);
        if (words.length < layout.words()) {
            words = new long[layout.words()];
        }
        try {
            begin(layout, WideBlake.seed(secret, salt, cost, length));
            for (int pass = 0; pass < cost.iterations(); pass++) {
                for (int slice = 0; slice < SLICES; slice++) {
                    for (int lane = 0; lane < layout.lanes(); lane++) {
                        new Segment(words, mixer, layout, cost.iterations(), pass, slice, lane).fill();
                    }
                }
            }
            return WideBlake.digest(lastColumn(layout), length);
        } finally {
            Arrays.fill(words, 0);
            mixer.clear();
        }
    }

    private void begin(Argon2Layout layout, byte[] seed) {
        for (int lane = 0; lane < layout.lanes(); lane++) {
            for (int block = 0; block < 2; block++) {
                byte[] input = ByteBuffer.allocate(seed.length + 2 * Integer.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .put(seed)
                        .putInt(block)
                        .putInt(lane)
                        .array();
                ByteBuffer.wrap(WideBlake.digest(input, BLOCK_BYTES))
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .asLongBuffer()
                        .get(words, layout.word(lane, block), BlockMixer.WORDS);
            }
        }
    }

    private byte[] lastColumn(Argon2Layout layout) {
        long[] sum = new long[BlockMixer.WORDS];
        for (int lane = 0; lane < layout.lanes(); lane++) {
            int last = layout.word(lane, layout.laneBlocks() - 1);
            for (int word = 0; word < sum.length; word++) {
                sum[word] ^= words[last + word];
            }
        }
        ByteBuffer bytes = ByteBuffer.allocate(BLOCK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(sum);
        return bytes.array();
    }
}
