package dev.koda.provider.transport;

import java.time.Clock;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;

import dev.koda.provider.adapter.Ask;
import dev.koda.provider.adapter.ErrorAnswer;
import dev.koda.provider.adapter.VendorJson;
import dev.koda.provider.adapter.WireFormat;
import dev.koda.provider.failure.Failure;
import dev.koda.provider.failure.VendorFailure;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Reads what a vendor answered when it refused, up to a bound, and has the wire format name it. */
@Singleton
class ErrorBodies {

    /** Enough for every error of the vendors; the rest is dropped. */
    private static final int LARGEST = 64 * 1024;

    private final Clock clock;

    ErrorBodies(Clock clock) {
        this.clock = clock;
    }

    Future<VendorFailure> read(WireFormat format, Ask ask, HttpClientResponse answer) {
        Buffer kept = Buffer.buffer();
        answer.handler(chunk -> kept.appendBuffer(chunk, 0, Math.min(chunk.length(), LARGEST - kept.length())));
        return answer.end().map(end -> tooLong(named(format, answer, kept.toString(UTF_8)), ask));
    }

    /**
     * Some vendors tell a prompt that is too long from other bad requests in prose only. What is known of the model's
     * limit decides instead.
     */
    private static VendorFailure tooLong(VendorFailure failure, Ask ask) {
        boolean beyond = ask.prompt().estimatedTokens() > ask.model().contextTokens();
        return failure.failure() == Failure.BAD_REQUEST && beyond ? failure.as(Failure.CONTEXT_TOO_LONG) : failure;
    }

    VendorFailure named(WireFormat format, HttpClientResponse answer, String body) {
        JsonNode json = VendorJson.tolerant(body);
        return format.failure(
                new ErrorAnswer(answer.statusCode(), body, json, RetryAfter.of(answer.headers(), json, clock)));
    }
}
