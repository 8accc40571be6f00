package dev.koda.cli.stack;

import java.time.Instant;

/**
 * How a part stands, as its supervisor sees it.
 *
 * @param name the part's word
 * @param state one of {@link Phase}, in lower case
 * @param pid its process, 0 when it has none
 * @param port where it listens
 * @param since when this state began
 * @param restarts how often it was started again after it had died
 * @param message what is being done or what went wrong; empty while all is well
 */
public record PartState(String name, String state, long pid, int port, Instant since, int restarts, String message) {

    /** What a part can be doing. */
    public enum Phase {
        /** Until the parts it needs are up. */
        WAITING,
        STARTING,
        RUNNING,
        /** Died, and will be started again after a while. */
        DOWN,
        /** Refused to start or died too often; nothing more is tried before the next {@code koda up}. */
        GIVEN_UP,
        STOPPING,
        STOPPED,
        /** A server of the user's own, which is not ours to start. */
        EXTERNAL;

        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public boolean is(Phase phase) {
        return phase.word().equals(state);
    }
}
