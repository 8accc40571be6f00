package dev.koda.provider.prompt;

import java.util.ArrayList;
import java.util.List;

/** One request to a model, in no vendor's shape. */
public record Prompt(List<Message> messages, List<ToolOffer> tools, Options options) {

    /** Characters of text per token, on the low side for English, so that estimates err upwards. */
    private static final int CHARS_PER_TOKEN = 3;

    /** What an image costs at most in tokens for the vendors of the catalogue, when nothing better is known. */
    private static final int TOKENS_PER_IMAGE = 1600;

    /** Tokens that wrap a message. */
    private static final int TOKENS_PER_MESSAGE = 6;

    public Prompt {
        messages = List.copyOf(messages);
        tools = tools == null ? List.of() : List.copyOf(tools);
        options = options == null ? Options.NONE : options;
    }

    /** Whether an image is anywhere in it. */
    public boolean hasImages() {
        return messages.stream().anyMatch(Message::hasImage);
    }

    /** Whether no tool is offered and none was called. */
    public boolean withoutTools() {
        if (!tools.isEmpty()) {
            return false;
        }
        for (Message message : messages) {
            if (!message.toolCalls().isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** A prompt that goes on behind {@code more}. */
    public Prompt followedBy(List<Message> more) {
        List<Message> all = new ArrayList<>(messages);
        all.addAll(more);
        return new Prompt(all, tools, options);
    }

    /** An upper estimate of the input tokens, used for budgets and for segments a vendor did not account for. */
    public long estimatedTokens() {
        long tokens = 0;
        for (Message message : messages) {
            tokens += TOKENS_PER_MESSAGE + estimate(message);
        }
        for (ToolOffer tool : tools) {
            tokens += TOKENS_PER_MESSAGE + tokensOf(tool.name().length() + lengthOf(tool.description()));
            tokens += tool.parameters() == null
                    ? 0
                    : tokensOf(tool.parameters().toString().length());
        }
        return tokens;
    }

    /** An upper estimate of the tokens in so many characters. */
    public static long tokensOf(long characters) {
        return (characters + CHARS_PER_TOKEN - 1) / CHARS_PER_TOKEN;
    }

    private static long estimate(Message message) {
        long tokens = 0;
        for (Part part : message.content()) {
            tokens += switch (part) {
                case Part.Text text -> tokensOf(text.text().length());
                case Part.Image image -> TOKENS_PER_IMAGE;
            };
        }
        for (ToolCall call : message.toolCalls()) {
            tokens +=
                    tokensOf(call.name().length() + call.arguments().toString().length());
        }
        return tokens;
    }

    private static int lengthOf(String text) {
        return text == null ? 0 : text.length();
    }
}
