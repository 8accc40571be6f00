package dev.koda.platform.problem;

/** Tells that a value of the request is one that no row can hold from a fault of the service. */
final class Unstorable {
    /** As in {@link Outage}. */
    private static final int DEEPEST = 20;

    private static final String DATABASE_REFUSAL = "io.vertx.pgclient.PgException";

    /** PostgreSQL's states for text, and for text within JSON, that holds the character U+0000. */
    private static final String IN_TEXT = "(22021)";

    private static final String IN_JSON = "(22P05)";

    private Unstorable() {}

    static boolean isBehind(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            String words = String.valueOf(cause.getMessage());
            if (cause.getClass().getName().equals(DATABASE_REFUSAL)
                    && (words.contains(IN_TEXT) || words.contains(IN_JSON))) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
