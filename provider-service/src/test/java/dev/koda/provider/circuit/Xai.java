package dev.koda.provider.circuit;

import io.restassured.response.Response;

import dev.koda.provider.Calls;

/** The vendor of these tests as operators and the runtime meet it; which stub answers is the test's choice. */
final class Xai {

    static final String PATH = "/api/control-plane/providers/xai";

    /** Where the vendor is asked. */
    static final String CHAT = "/v1/chat/completions";

    private Xai() {}

    static Response complete(boolean stream) {
        return Calls.asService().body("""
                        {"provider":"xai","model":"grok-4","stream":%s,
                         "messages":[{"role":"user","content":[{"type":"text","text":"x"}]}]}""".formatted(stream)).post("/internal/completions");
    }
}
