package dev.koda.platform.outbox;

/** A message that no retry will make readable; {@link DeadLetters} sends it on at once. */
public final class UnreadableEvent extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says what is wrong with the message; the text becomes the reason on the dead-letter topic. */
    public UnreadableEvent(String message, Throwable cause) {
        super(message, cause);
    }
}
