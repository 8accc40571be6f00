package dev.koda.provider.catalogue;

/**
 * Where a vendor differs from the plain wire format.
 *
 * @param maxTokensField the member that bounds the output
 * @param streamUsage whether usage must be asked for with {@code stream_options}
 * @param dottedToolNames whether a tool's name may hold a dot
 * @param samplingWithReasoning whether reasoning models take temperature and top_p; they are left out where not
 */
public record Dialect(
        String maxTokensField, boolean streamUsage, boolean dottedToolNames, boolean samplingWithReasoning) {

    static final Dialect PLAIN = new Dialect("max_tokens", true, false, true);
}
