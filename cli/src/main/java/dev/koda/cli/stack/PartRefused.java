package dev.koda.cli.stack;

/** A part said itself why it does not start; the message is its own readable line. */
final class PartRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PartRefused(String message) {
        super(message);
    }
}
