package dev.koda.auth.password;

import java.util.Arrays;

/** Argon2's compression function G over blocks of 128 words that lie in one array (RFC 9106, section 3.5). Not for two threads. */
final class BlockMixer {

    /** Words of a block: 1 KiB. */
    static final int WORDS = 128;

    private static final int ROWS = 8;
    private static final int ROW_WORDS = 16;

    /** Distance between the pairs of words that one round takes from a row, and from a column. */
    private static final int ROW_PAIRS = 2;

    private static final int COLUMN_PAIRS = 16;
    private static final long LOW = 0xFFFF_FFFFL;

    private final long[] sum = new long[WORDS];
    private final long[] mixed = new long[WORDS];

    /** Writes G of the blocks that begin at {@code x} and {@code y} to {@code to}, or adds it there by exclusive or. */
    void mix(long[] blocks, int x, int y, int to, boolean add) {
        for (int word = 0; word < WORDS; word++) {
            long value = blocks[x + word] ^ blocks[y + word];
            sum[word] = value;
            mixed[word] = value;
        }
        permute(mixed);
        if (add) {
            for (int word = 0; word < WORDS; word++) {
                blocks[to + word] ^= sum[word] ^ mixed[word];
            }
        } else {
            for (int word = 0; word < WORDS; word++) {
                blocks[to + word] = sum[word] ^ mixed[word];
            }
        }
    }

    void clear() {
        Arrays.fill(sum, 0);
        Arrays.fill(mixed, 0);
    }

    private static void permute(long[] v) {
        for (int row = 0; row < ROWS; row++) {
            round(v, row * ROW_WORDS, ROW_PAIRS);
        }
        for (int column = 0; column < ROWS; column++) {
            round(v, column * ROW_PAIRS, COLUMN_PAIRS);
        }
    }

    /** P of the sixteen words that lie as eight pairs, {@code p} apart, from {@code b} on. */
    private static void round(long[] v, int b, int p) {
        quarter(v, b, b + 2 * p, b + 4 * p, b + 6 * p);
        quarter(v, b + 1, b + 2 * p + 1, b + 4 * p + 1, b + 6 * p + 1);
        quarter(v, b + p, b + 3 * p, b + 5 * p, b + 7 * p);
        quarter(v, b + p + 1, b + 3 * p + 1, b + 5 * p + 1, b + 7 * p + 1);
        quarter(v, b, b + 2 * p + 1, b + 5 * p, b + 7 * p + 1);
        quarter(v, b + 1, b + 3 * p, b + 5 * p + 1, b + 6 * p);
        quarter(v, b + p, b + 3 * p + 1, b + 4 * p, b + 6 * p + 1);
        quarter(v, b + p + 1, b + 2 * p, b + 4 * p + 1, b + 7 * p);
    }

    private static void quarter(long[] v, int ia, int ib, int ic, int id) {
        long a = v[ia];
        long b = v[ib];
        long c = v[ic];
        long d = v[id];
        a = grow(a, b);
        d = Long.rotateRight(d ^ a, 32);
        c = grow(c, d);
        b = Long.rotateRight(b ^ c, 24);
        a = grow(a, b);
        d = Long.rotateRight(d ^ a, 16);
        c = grow(c, d);
        b = Long.rotateRight(b ^ c, 63);
        v[ia] = a;
        v[ib] = b;
        v[ic] = c;
        v[id] = d;
    }

    private static long grow(long x, long y) {
        return x + y + 2 * ((x & LOW) * (y & LOW));
    }
}
