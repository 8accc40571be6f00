package dev.koda.runtime.journal;

/** The journal could not be written in time; the task is left as it is and continues from its last commit elsewhere. */
public final class JournalUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public JournalUnavailable(String reason, Throwable cause) {
        super(reason, cause);
    }
}
