package dev.koda.provider.stub;

import java.util.ArrayList;
import java.util.List;

/** Answers as OpenAI's Chat Completions gives them. */
public final class OpenAiShapes {

    private static final String HEAD =
            "{\"id\":\"chatcmpl-9x\",\"object\":\"chat.completion.chunk\",\"created\":1764140000,\"model\":\"gpt-4o-mini-2024-07-18\",\"system_fingerprint\":\"fp_1\",";

    private OpenAiShapes() {}

    public static final String MODELS =
            "{\"object\":\"list\",\"data\":[{\"id\":\"gpt-4o-mini\",\"object\":\"model\",\"created\":1721172741,\"owned_by\":\"system\"},{\"id\":\"gpt-5.1\",\"object\":\"model\",\"created\":1721172741,\"owned_by\":\"system\"}]}";

    public static Reply text(String... words) {
        List<String> data = new ArrayList<>();
        data.add(delta("{\"role\":\"assistant\",\"content\":\"\",\"refusal\":null}", null));
        for (String word : words) {
            data.add(delta("{\"content\":\"" + word + "\"}", null));
        }
        data.add(delta("{}", "stop"));
        data.add(usage(12, words.length));
        data.add("[DONE]");
        return Reply.events(data.toArray(String[]::new));
    }

    /** Text that breaks off after the words. */
    public static Reply cutText(String... words) {
        List<String> data = new ArrayList<>();
        data.add(delta("{\"role\":\"assistant\",\"content\":\"\",\"refusal\":null}", null));
        for (String word : words) {
            data.add(delta("{\"content\":\"" + word + "\"}", null));
        }
        return Reply.events(data.toArray(String[]::new)).cut();
    }

    /** Text, then a tool call that breaks off inside its arguments. */
    public static Reply cutArguments(String text) {
        return Reply.events(
                        delta("{\"role\":\"assistant\",\"content\":\"" + text + "\"}", null),
                        call(0, "call_1", "file_read", ""),
                        call(0, null, null, "{\\\"path\\\": \\\"not"))
                .cut();
    }

    public static String delta(String delta, String finish) {
        return HEAD + "\"choices\":[{\"index\":0,\"delta\":" + delta + ",\"logprobs\":null,\"finish_reason\":"
                + (finish == null ? "null" : "\"" + finish + "\"") + "}],\"usage\":null}";
    }

    public static String call(int index, String id, String name, String arguments) {
        String head = id == null ? "" : "\"id\":\"" + id + "\",\"type\":\"function\",";
        String named = name == null ? "" : "\"name\":\"" + name + "\",";
        return delta(
                "{\"tool_calls\":[{\"index\":" + index + "," + head + "\"function\":{" + named + "\"arguments\":\""
                        + arguments + "\"}}]}",
                null);
    }

    public static String usage(int prompt, int completion) {
        return HEAD + "\"choices\":[],\"usage\":{\"prompt_tokens\":" + prompt + ",\"completion_tokens\":" + completion
                + ",\"total_tokens\":" + (prompt + completion)
                + ",\"prompt_tokens_details\":{\"cached_tokens\":4,\"audio_tokens\":0},\"completion_tokens_details\":{\"reasoning_tokens\":0}}}";
    }

    public static String whole(String text) {
        return whole(text, 12, 5);
    }

    /** An answer in one piece with the usage given. */
    public static String whole(String text, int prompt, int completion) {
        return "{\"id\":\"chatcmpl-whole\",\"object\":\"chat.completion\",\"created\":1764140000,\"model\":\"gpt-4o-mini-2024-07-18\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\""
                + text
                + "\",\"refusal\":null,\"annotations\":[]},\"logprobs\":null,\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":"
                + prompt + ",\"completion_tokens\":" + completion + ",\"total_tokens\":" + (prompt + completion)
                + ",\"prompt_tokens_details\":{\"cached_tokens\":0,\"audio_tokens\":0},\"completion_tokens_details\":{\"reasoning_tokens\":0}}}";
    }

    public static String error(String code, String type, String message) {
        return "{\"error\":{\"message\":\"" + message + "\",\"type\":\"" + type + "\",\"param\":null,\"code\":\"" + code
                + "\"}}";
    }
}
