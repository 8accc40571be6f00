package dev.koda.provider.adapter;

import java.util.HashMap;
import java.util.Map;

import dev.koda.provider.prompt.Message;
import dev.koda.provider.prompt.Prompt;
import dev.koda.provider.prompt.ToolCall;
import dev.koda.provider.prompt.ToolOffer;

/**
 * The names of one request's tools, there and back. Where a vendor forbids a dot it becomes an underscore; two names
 * that would meet there are told apart by a number. A name that comes back unknown is passed on as it is.
 */
public final class ToolNames {

    private static final ToolNames SAME = new ToolNames();

    private final Map<String, String> outward = new HashMap<>();
    private final Map<String, String> homeward = new HashMap<>();

    private ToolNames() {}

    static ToolNames of(Prompt prompt, boolean dotsAllowed) {
        if (dotsAllowed || prompt.withoutTools()) {
            return SAME;
        }
        var names = new ToolNames();
        prompt.tools().stream().map(ToolOffer::name).forEach(names::add);
        prompt.messages().stream()
                .map(Message::toolCalls)
                .forEach(calls -> calls.stream().map(ToolCall::name).forEach(names::add));
        return names;
    }

    /** The name as the vendor takes it. */
    public String outward(String offered) {
        return outward.getOrDefault(offered, offered);
    }

    /** The name as it was offered. */
    public String homeward(String returned) {
        return homeward.getOrDefault(returned, returned);
    }

    private void add(String offered) {
        if (outward.containsKey(offered)) {
            return;
        }
        String plain = offered.replace('.', '_');
        String unique = plain;
        for (int number = 2; homeward.containsKey(unique); number++) {
            unique = plain + "_" + number;
        }
        outward.put(offered, unique);
        homeward.put(unique, offered);
    }
}
