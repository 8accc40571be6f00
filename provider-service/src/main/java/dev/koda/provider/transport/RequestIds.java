package dev.koda.provider.transport;

import io.vertx.core.http.HttpClientResponse;

import dev.koda.provider.prompt.Finish;

/** The id under which the vendor knows a call: what its support asks for. */
final class RequestIds {

    private RequestIds() {}

    /** Of the headers, where OpenAI and Anthropic put it, else of the answer itself; null when it gave none. */
    static String of(HttpClientResponse response, Finish finish) {
        String id = response.getHeader("x-request-id");
        String other = id == null ? response.getHeader("request-id") : id;
        return other == null ? finish.requestId() : other;
    }
}
