package dev.koda.provider.completion;

import dev.koda.provider.prompt.ToolCall;

/** Takes what can be shown of an answer while it arrives. Called from one event loop at a time, in order. */
public interface LiveAnswer {

    void text(String text);

    void reasoning(String text);

    /** A complete call; only of an answer that came to its end. */
    void toolCall(ToolCall call);
}
