package dev.koda.platform.embedded.process;

/** A server did not come up; the message says which, why as far as its log shows, and what to do. */
public final class ServerNotStarted extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ServerNotStarted(String message) {
        super(message);
    }

    public ServerNotStarted(String message, Throwable cause) {
        super(message, cause);
    }
}
