package dev.koda.provider.transport;

import java.time.Clock;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;

import dev.koda.provider.adapter.ErrorAnswer;
import dev.koda.provider.adapter.VendorJson;
import dev.koda.provider.adapter.WireFormat;
import dev.koda.provider.failure.VendorFailure;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Reads what a vendor answered when it refused, up to a bound, and has the wire format name it. */
@ApplicationScoped
class ErrorBodies {

    /** Enough for every error of the vendors; the rest is dropped. */
    private static final int LARGEST = 64 * 1024;

    private final Clock clock;

    ErrorBodies(Clock clock) {
        this.clock = clock;
    }

    Future<VendorFailure> read(WireFormat format, HttpClientResponse answer) {
        Buffer kept = Buffer.buffer();
        answer.handler(chunk -> kept.appendBuffer(chunk, 0, Math.min(chunk.length(), LARGEST - kept.length())));
        return answer.end().map(end -> named(format, answer, kept.toString(UTF_8)));
    }

    VendorFailure named(WireFormat format, HttpClientResponse answer, String body) {
        JsonNode json = VendorJson.tolerant(body);
        return format.failure(
                new ErrorAnswer(answer.statusCode(), body, json, RetryAfter.of(answer.headers(), json, clock)));
    }
}
