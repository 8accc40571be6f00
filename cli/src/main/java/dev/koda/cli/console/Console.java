package dev.koda.cli.console;

import java.io.PrintStream;

/**
 * Lines for people. Progress and notes go to standard error, results to standard output, so that a pipe receives
 * results only. Colours are used on a terminal only and never carry meaning alone. Safe for use by several threads.
 *
 * @param out results
 * @param err progress and complaints
 * @param colour whether escape sequences may be written
 */
public record Console(PrintStream out, PrintStream err, boolean colour) {

    private static final String RESET = "\u001b[0m";

    /** The process's own streams; colour follows the terminal and the {@code NO_COLOR} convention. */
    public static Console ofProcess() {
        boolean terminal = System.console() != null && System.console().isTerminal();
        boolean dumb = "dumb".equals(System.getenv("TERM")) || System.getenv("NO_COLOR") != null;
        return new Console(System.out, System.err, terminal && !dumb);
    }

    /** One line of the result. */
    public void line(String text) {
        out.println(text);
    }

    /** One line that scripts can read: {@code key: value}. */
    public void entry(String key, String value) {
        out.println(key + ": " + value);
    }

    /** What is being done, for anything that takes over a second. */
    public void progress(String text) {
        err.println(paint("2", "· ") + text);
    }

    public void done(String text) {
        err.println(paint("32", "✓ ") + text);
    }

    public void warning(String text) {
        err.println(paint("33", "! ") + text);
    }

    public void failure(String text) {
        err.println(paint("31", "✗ ") + text);
    }

    public String green(String text) {
        return paint("32", text);
    }

    public String yellow(String text) {
        return paint("33", text);
    }

    public String red(String text) {
        return paint("31", text);
    }

    public String dim(String text) {
        return paint("2", text);
    }

    private String paint(String code, String text) {
        return colour ? "\u001b[" + code + "m" + text + RESET : text;
    }
}
