package dev.koda.auth.password;

import java.util.Arrays;

/** One lane of one slice in one pass: each of its blocks is mixed from the block before it and a referenced one. */
final class Segment {

    /** Blocks behind the memory: zeroes, the counter that addresses are made of, and the addresses. */
    static final int EXTRA_BLOCKS = 3;

    private static final int WORDS = BlockMixer.WORDS;
    private static final int TYPE_ID = 2;
    private static final int COUNTER = 6;
    private static final long LOW = 0xFFFF_FFFFL;

    private final long[] words;
    private final BlockMixer mixer;
    private final Argon2Layout layout;
    private final int pass;
    private final int slice;
    private final int lane;
    private final int zeroes;
    private final int input;
    private final int addresses;

    Segment(long[] words, BlockMixer mixer, Argon2Layout layout, int passes, int pass, int slice, int lane) {
        this.words = words;
        this.mixer = mixer;
        this.layout = layout;
        this.pass = pass;
        this.slice = slice;
        this.lane = lane;
        this.zeroes = layout.blocks() * WORDS;
        this.input = zeroes + WORDS;
        this.addresses = input + WORDS;
        Arrays.fill(words, zeroes, addresses + WORDS, 0);
        long[] known = {pass, lane, slice, layout.blocks(), passes, TYPE_ID};
        System.arraycopy(known, 0, words, input, known.length);
    }

    void fill() {
        int first = pass == 0 && slice == 0 ? 2 : 0;
        boolean independent = pass == 0 && slice < 2;
        if (independent && first > 0) {
            nextAddresses();
        }
        for (int index = first; index < layout.segmentBlocks(); index++) {
            if (independent && index % WORDS == 0) {
                nextAddresses();
            }
            int column = slice * layout.segmentBlocks() + index;
            int before = layout.word(lane, column == 0 ? layout.laneBlocks() - 1 : column - 1);
            long random = independent ? words[addresses + index % WORDS] : words[before];
            mixer.mix(words, before, referenced(random, index), layout.word(lane, column), pass > 0);
        }
    }

    /** Where the block begins that {@code random} points at: finished, and not the one just before (section 3.4). */
    private int referenced(long random, int index) {
        int other = pass == 0 && slice == 0 ? lane : (int) ((random >>> 32) % layout.lanes());
        int finished = pass == 0 ? slice * layout.segmentBlocks() : layout.laneBlocks() - layout.segmentBlocks();
        int own = other == lane ? index - 1 : index == 0 ? -1 : 0;
        long area = (long) finished + own;
        long low = random & LOW;
        long position = area - 1 - (area * (low * low >>> 32) >>> 32);
        long start = pass == 0 ? 0 : (slice + 1L) * layout.segmentBlocks();
        return layout.word(other, (int) ((start + position) % layout.laneBlocks()));
    }

    private void nextAddresses() {
        words[input + COUNTER]++;
        mixer.mix(words, zeroes, input, addresses, false);
        mixer.mix(words, zeroes, addresses, addresses, false);
    }
}
