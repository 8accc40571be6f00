package dev.koda.runtime.tool.shell;

/** A command line that cannot be judged, and is therefore not run. */
final class NotUnderstood extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotUnderstood(String why) {
        super(why, null, false, false);
    }
}
