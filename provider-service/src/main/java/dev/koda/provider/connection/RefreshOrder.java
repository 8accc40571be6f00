package dev.koda.provider.connection;

/** Refreshes of one memory, in the order of their beginning: one that was overtaken has read older rows and is dropped. */
public final class RefreshOrder {

    private long begun;
    private long applied;

    /** The turn of a refresh that is about to read. */
    public synchronized long begin() {
        return ++begun;
    }

    /** Takes what was read, unless a refresh that began later was taken already; one at a time. */
    public synchronized void apply(long turn, Runnable take) {
        if (turn > applied) {
            applied = turn;
            take.run();
        }
    }
}
