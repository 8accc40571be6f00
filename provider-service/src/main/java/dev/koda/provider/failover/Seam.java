package dev.koda.provider.failover;

import java.util.function.Consumer;

/**
 * Joins a peer's text to what was shown before, without showing anything twice. Holds the peer's first words back as
 * long as they may still be a repetition: of the whole answer from its beginning, or of its last words.
 *
 * <p>A repetition shorter than {@value #LEAST} characters is taken for chance.
 */
final class Seam {

    private static final int LEAST = 8;

    private final String shown;
    private final Consumer<String> out;
    private final StringBuilder held = new StringBuilder();
    private boolean joined;

    Seam(String shown, Consumer<String> out) {
        this.shown = shown;
        this.out = out;
        this.joined = shown.isEmpty();
    }

    void text(String text) {
        if (joined) {
            out.accept(text);
            return;
        }
        held.append(text);
        if (!mayRepeat(held.toString())) {
            join();
        }
    }

    /** The peer's text is over: what is held back is judged now. */
    void end() {
        if (!joined) {
            join();
        }
    }

    /**
     * Whether the words so far could be a repetition that is not over yet: they occur in what was shown, so what
     * follows there may still follow here. Words that were never shown end the doubt at once.
     */
    private boolean mayRepeat(String words) {
        return words.length() < shown.length() && shown.contains(words);
    }

    private void join() {
        joined = true;
        String words = held.toString();
        String fresh = words.substring(repeated(words));
        if (!fresh.isEmpty()) {
            out.accept(fresh);
        }
    }

    /** How many characters at the beginning were shown already. */
    private int repeated(String words) {
        if (words.startsWith(shown)) {
            return shown.length();
        }
        for (int length = Math.min(words.length(), shown.length()); length >= LEAST; length--) {
            if (shown.regionMatches(shown.length() - length, words, 0, length)) {
                return length;
            }
        }
        return 0;
    }
}
