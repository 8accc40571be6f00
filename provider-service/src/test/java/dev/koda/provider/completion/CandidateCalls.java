package dev.koda.provider.completion;

import io.restassured.response.Response;

import dev.koda.provider.Calls;

/** Completions of one candidate as the runtime asks for them. */
final class CandidateCalls {

    private static final String TOOL =
            "{\"name\":\"file.read\",\"description\":\"Reads\",\"parameters\":{\"type\":\"object\",\"properties\":{\"path\":{\"type\":\"string\"}},\"required\":[\"path\"]}}";

    private CandidateCalls() {}

    /** Offers a tool, unless the text is a greeting. */
    static Response complete(String provider, String model, boolean stream, String text) {
        return Calls.asService()
                .body(("""
                        {"provider":"%s","model":"%s","stream":%s,
                         "messages":[{"role":"user","content":[{"type":"text","text":"%s"}]}],
                         "tools":[%s],
                         "context":{"operator_id":"o1"}}""").formatted(provider, model, stream, text, text.contains("Hello") ? "" : TOOL))
                .post("/internal/completions");
    }
}
