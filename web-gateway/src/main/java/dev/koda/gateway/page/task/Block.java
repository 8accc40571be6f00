package dev.koda.gateway.page.task;

import java.util.List;

import io.quarkus.qute.TemplateData;

/**
 * A stretch of lines of a trace. A long trace is cut into many, and only those in view are drawn; the others are a place with a link.
 *
 * @param first number of its first line, from 1
 * @param rows empty unless it is drawn
 * @param from where its steps begin, in milliseconds from the start of the run
 */
@TemplateData
public record Block(int number, int first, int last, long from, long to, String href, List<Row> rows) {
    /** Lines of a block: a screen and a half. */
    static final int LINES = 100;

    /** A trace of no more lines is drawn as one block. */
    static final int WHOLE = 300;

    public boolean isDrawn() {
        return !rows.isEmpty();
    }

    public int count() {
        return last - first + 1;
    }
}
