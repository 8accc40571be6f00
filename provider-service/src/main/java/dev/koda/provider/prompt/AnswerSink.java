package dev.koda.provider.prompt;

import dev.koda.provider.failure.VendorFailure;

/**
 * Takes one answer as it arrives. Plain callbacks instead of a reactive type, because one is called per token and the
 * hot path has a budget of microseconds.
 *
 * <p>All calls come from one event loop, in order: any number of {@link #text}, {@link #reasoning} and
 * {@link #progress}, then the {@link #toolCall}s (only of a complete answer), then exactly one of {@link #done} and
 * {@link #failed}.
 */
public interface AnswerSink {

    void text(String text);

    void reasoning(String text);

    /** Something of the answer arrived that cannot be shown yet, such as part of a tool's arguments. */
    default void progress(int characters) {}

    void toolCall(ToolCall call);

    void done(Finish finish);

    void failed(VendorFailure failure);

    /** Usage known before the end, so that a broken answer can be billed; may be called several times, the last holds. */
    default void usageSoFar(Usage usage) {}
}
