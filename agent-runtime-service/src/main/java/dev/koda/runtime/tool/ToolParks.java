package dev.koda.runtime.tool;

import java.time.Instant;

/** A call that has nothing to do until a later time: the task lets go of its slot and the call is made again then. */
public final class ToolParks extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Instant until;

    public ToolParks(Instant until) {
        super("parks until " + until, null, false, false);
        this.until = until;
    }

    public Instant until() {
        return until;
    }
}
