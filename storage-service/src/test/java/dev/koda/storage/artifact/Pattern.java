package dev.koda.storage.artifact;

import java.io.InputStream;

/** Bytes of any number that repeat nowhere soon, made as they are read; looks at the heap every twenty MiB. */
final class Pattern extends InputStream {
    private static final long LOOK_EVERY = 20L * 1024 * 1024;

    private final long length;
    private final HeapWatch heap;
    private long position;

    Pattern(long length, HeapWatch heap) {
        this.length = length;
        this.heap = heap;
    }

    @Override
    public int read() {
        return position >= length ? -1 : next();
    }

    @Override
    public int read(byte[] target, int offset, int wanted) {
        if (position >= length) {
            return -1;
        }
        int count = (int) Math.min(wanted, length - position);
        for (int index = 0; index < count; index++) {
            target[offset + index] = (byte) next();
        }
        return count;
    }

    private int next() {
        if (position % LOOK_EVERY == LOOK_EVERY - 1) {
            heap.sample();
        }
        long place = position++;
        return (int) ((place * 31 + (place >>> 13)) & 0xff);
    }
}
