package dev.koda.provider.adapter;

import java.time.Duration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import dev.koda.provider.failure.Failure;
import dev.koda.provider.failure.VendorFailure;

/**
 * An error as a vendor gave it: by status with a body, or as a message inside a stream (status 0).
 *
 * @param json the body as JSON; missing when it is none
 * @param retryAfter how long the vendor asked to wait; null when it did not
 */
public record ErrorAnswer(int status, String body, JsonNode json, Duration retryAfter) {

    /** Statuses with a fixed meaning in HTTP or by custom of all vendors, used when no vendor code says more. */
    public Failure byStatus() {
        return switch (status) {
            case 401, 403 -> Failure.AUTH;
            case 402 -> Failure.QUOTA;
            case 404 -> Failure.BAD_MODEL;
            case 408 -> Failure.TIMEOUT;
            case 413 -> Failure.CONTEXT_TOO_LONG;
            case 400, 405, 406, 409, 415, 422 -> Failure.BAD_REQUEST;
            case 429 -> Failure.RATE_LIMIT;
            case 500, 502, 503, 504, 520, 522, 524, 529 -> Failure.OVERLOADED;
            default -> Failure.UNKNOWN;
        };
    }

    /** An error inside a stream. */
    public static ErrorAnswer inStream(JsonNode json) {
        return new ErrorAnswer(0, json.toString(), json, null);
    }

    /** This answer, classified. */
    public VendorFailure as(Failure failure, String code) {
        return VendorFailure.answered(failure, status, code == null || code.isEmpty() ? null : code, body, retryAfter);
    }

    /** The member at the path, or a missing node when the body is not JSON. */
    public JsonNode at(String first, String second) {
        return json == null ? MissingNode.getInstance() : json.path(first).path(second);
    }
}
