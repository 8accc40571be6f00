package dev.koda.provider.prompt;

/**
 * Tokens of one call. {@code input} counts all input tokens, {@code cached} those of them read from the vendor's cache;
 * {@code output} counts all output tokens, {@code reasoning} those of them not shown.
 */
public record Usage(long input, long cached, long output, long reasoning) {

    /** No tokens. */
    public static final Usage NONE = new Usage(0, 0, 0, 0);

    /** The sum of two segments. */
    public Usage plus(Usage other) {
        return new Usage(
                input + other.input, cached + other.cached, output + other.output, reasoning + other.reasoning);
    }
}
