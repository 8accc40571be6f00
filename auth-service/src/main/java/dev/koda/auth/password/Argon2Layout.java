package dev.koda.auth.password;

/**
 * How the memory of one cost is divided.
 *
 * @param lanes rows of the memory
 * @param segmentBlocks blocks of a lane in one of its four slices
 */
record Argon2Layout(int lanes, int segmentBlocks) {

    private static final int SLICES = 4;
    private static final int LEAST_PER_LANE = 8;

    static Argon2Layout of(Argon2 cost) {
        int blocks = Math.max(cost.memoryKib(), LEAST_PER_LANE * cost.parallelism());
        return new Argon2Layout(cost.parallelism(), blocks / (SLICES * cost.parallelism()));
    }

    int laneBlocks() {
        return segmentBlocks * SLICES;
    }

    int blocks() {
        return lanes * laneBlocks();
    }

    /** Words of all blocks and of the three behind them that {@link Segment} works with. */
    int words() {
        return (blocks() + Segment.EXTRA_BLOCKS) * BlockMixer.WORDS;
    }

    /** Where a block begins. */
    int word(int lane, int block) {
        return (lane * laneBlocks() + block) * BlockMixer.WORDS;
    }
}
