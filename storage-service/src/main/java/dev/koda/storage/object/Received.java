package dev.koda.storage.object;

/** A body that was read to its end and not yet given its place. */
public sealed interface Received {
    /** Lower-case hexadecimal. */
    String sha256();

    long size();

    /** Small enough to be held: nothing was written yet. */
    @SuppressWarnings("ArrayRecordComponent")
    record Held(String sha256, long size, byte[] bytes) implements Received {}

    /** Written under a key of its own. */
    record Parked(String sha256, long size, String key) implements Received {}
}
