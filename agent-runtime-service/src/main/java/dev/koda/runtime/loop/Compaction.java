package dev.koda.runtime.loop;

import java.util.ArrayList;
import java.util.List;

import dev.koda.runtime.completion.ChatMessage;

/**
 * Makes a long conversation fit a model's window: the oldest tool results give way to a line that says so, the newest
 * messages stay whole. A pure function of the messages, so a recovering worker sends the same prompt.
 *
 * @param elided results that gave way
 */
record Compaction(List<ChatMessage> messages, int elided) {
    /** Characters per token, on the careful side. */
    private static final int CHARACTERS_PER_TOKEN = 3;
    /** Of a window whose size nobody knows. */
    private static final int UNKNOWN_WINDOW = 32_000;
    /** Of the window; the rest is for tools and the answer. */
    private static final double SHARE = 0.7;
    /** Messages at the end that are never touched. */
    private static final int NEWEST = 8;
    /** Shorter results are not worth a gap. */
    private static final int WORTH = 300;

    static Compaction fit(List<ChatMessage> messages, int contextTokens) {
        long room = (long) ((contextTokens > 0 ? contextTokens : UNKNOWN_WINDOW) * SHARE) * CHARACTERS_PER_TOKEN;
        long size = messages.stream().mapToLong(ChatMessage::size).sum();
        if (size <= room) {
            return new Compaction(messages, 0);
        }
        List<ChatMessage> fitted = new ArrayList<>(messages);
        int elided = 0;
        for (int i = 0; i < fitted.size() - NEWEST && size > room; i++) {
            ChatMessage message = fitted.get(i);
            if ("tool".equals(message.role()) && message.text().length() > WORTH) {
                ChatMessage gap = gap(message);
                size -= message.size() - gap.size();
                fitted.set(i, gap);
                elided++;
            }
        }
        return new Compaction(List.copyOf(fitted), elided);
    }

    private static ChatMessage gap(ChatMessage message) {
        String beginning = message.text().substring(0, WORTH / 3);
        return ChatMessage.tool(
                message.toolCallId(),
                "[runtime] This result of " + message.text().length()
                        + " characters was left out to make room. It began: " + beginning,
                message.error());
    }
}
