package dev.koda.system.identity;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What the gateway answered; the body is a missing node when it was not JSON. */
record Reply(HttpResponse<String> response) {
    private static final ObjectMapper JSON = new ObjectMapper();

    int status() {
        return response.statusCode();
    }

    String raw() {
        return response.body();
    }

    JsonNode body() {
        try {
            return JSON.readTree(response.body());
        } catch (IOException notJson) {
            return JSON.missingNode();
        }
    }

    String text(String field) {
        return body().path(field).asText();
    }

    /** The code of the problem; empty for an answer that is none. */
    String code() {
        return text("code");
    }

    /** The codes of all violations. */
    List<String> violations() {
        return body().path("violations").findValuesAsText("code");
    }

    List<String> recoveryCodes() {
        return StreamSupport.stream(body().path("recovery_codes").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    Optional<String> header(String name) {
        return response.headers().firstValue(name);
    }

    /** The whole header that sets the cookie. */
    Optional<String> setCookie() {
        return header("Set-Cookie");
    }

    Reply expect(int status) {
        if (status() != status) {
            throw new AssertionError(
                    response.request().uri() + ": expected " + status + ", got " + status() + ": " + raw());
        }
        return this;
    }

    Reply expect(int status, String code) {
        expect(status);
        if (!code().equals(code)) {
            throw new AssertionError("expected " + code + ", got " + raw());
        }
        return this;
    }
}
