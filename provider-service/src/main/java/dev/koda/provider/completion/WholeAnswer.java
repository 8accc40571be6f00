package dev.koda.provider.completion;

import java.util.ArrayList;
import java.util.List;

import dev.koda.provider.prompt.ToolCall;

/** Collects an answer for a caller who wants it in one piece. */
public final class WholeAnswer implements LiveAnswer {

    private final StringBuilder text = new StringBuilder();
    private final List<ToolCall> calls = new ArrayList<>();

    @Override
    public void text(String more) {
        text.append(more);
    }

    @Override
    public void reasoning(String more) {
        // not part of an answer in one piece
    }

    @Override
    public void toolCall(ToolCall call) {
        calls.add(call);
    }

    public String text() {
        return text.toString();
    }

    public List<ToolCall> toolCalls() {
        return List.copyOf(calls);
    }
}
