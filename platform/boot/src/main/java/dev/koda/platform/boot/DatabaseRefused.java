package dev.koda.platform.boot;

/** The service's place in the database could not be made; the message is one readable line without secrets. */
public final class DatabaseRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DatabaseRefused(String line, Throwable cause) {
        super(line, cause);
    }
}
