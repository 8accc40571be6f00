package dev.koda.storage.artifact;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.koda.platform.problem.Problem;

/**
 * A stretch of content, both ends included; an empty one ends before it begins.
 *
 * @param partial whether the caller asked for it, so that the answer is 206
 */
record ByteRange(long first, long last, long size, boolean partial) {
    private static final Pattern ONE_RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /** What a {@code Range} header asks of content of that size: all of it where there is none, or more than one. */
    static ByteRange of(String header, long size) {
        Matcher asked = header == null ? null : ONE_RANGE.matcher(header.strip());
        if (asked == null
                || !asked.matches()
                || (asked.group(1).isEmpty() && asked.group(2).isEmpty())) {
            return new ByteRange(0, size - 1, size, false);
        }
        if (asked.group(1).isEmpty()) {
            return checked(Math.max(0, size - Long.parseLong(asked.group(2))), size - 1, size);
        }
        long last = asked.group(2).isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(asked.group(2)));
        return checked(Long.parseLong(asked.group(1)), last, size);
    }

    long length() {
        return last - first + 1;
    }

    String contentRange() {
        return "bytes " + first + "-" + last + "/" + size;
    }

    private static ByteRange checked(long first, long last, long size) {
        if (first > last || first >= size) {
            throw new RangeNotSatisfiable(size);
        }
        return new ByteRange(first, last, size, true);
    }

    /** No byte of the content lies in the range. */
    static final class RangeNotSatisfiable extends Problem {
        private static final long serialVersionUID = 1L;

        RangeNotSatisfiable(long size) {
            super(
                    416,
                    "range_not_satisfiable",
                    "Range not satisfiable",
                    "The content has " + size + " bytes; the range asked for lies outside.");
            with("size", size);
        }
    }
}
