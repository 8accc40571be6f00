package dev.koda.platform.problem.page;

import dev.koda.platform.problem.Problem;

/** How many items a page may hold: 1 to 200, 50 when nothing is asked for. */
public final class Limits {

    public static final int DEFAULT = 50;
    public static final int MAX = 200;

    private Limits() {}

    /** The limit asked for, or the default for null; out of range is a 400 problem {@code limit_out_of_range}. */
    public static int of(Integer limit) {
        if (limit == null) {
            return DEFAULT;
        }
        if (limit < 1 || limit > MAX) {
            throw Problem.badRequest("limit_out_of_range", "limit must be between 1 and " + MAX + ".")
                    .violation("limit", "limit_out_of_range", "must be between 1 and " + MAX);
        }
        return limit;
    }
}
