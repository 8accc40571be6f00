package dev.koda.gateway.front;

import java.util.Optional;

import jakarta.inject.Singleton;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.ext.web.RoutingContext;

import dev.koda.gateway.upstream.UpstreamConfig;
import dev.koda.platform.problem.Problem;

/**
 * Bounds the bodies of the gateway's own pages: forms as any body, files as any upload. A browser always says how long
 * its body is, so one that does not is refused.
 */
@Singleton
class OwnBodies {
    private final UpstreamConfig config;

    OwnBodies(UpstreamConfig config) {
        this.config = config;
    }

    Optional<Problem> refusal(RoutingContext request) {
        if (request.request().headers().contains(HttpHeaderNames.TRANSFER_ENCODING)) {
            return Optional.of(
                    new Problem(411, "length_required", "Length required", "Send the body with a Content-Length."));
        }
        long most = isMultipart(request) ? config.uploadBytes() : config.bodyBytes();
        return length(request) > most
                ? Optional.of(new Problem(
                        413, "body_too_large", "Body too large", "The body may hold " + most + " bytes at most."))
                : Optional.empty();
    }

    private static boolean isMultipart(RoutingContext request) {
        String type = request.request().getHeader(HttpHeaderNames.CONTENT_TYPE);
        return type != null && type.startsWith("multipart/form-data");
    }

    private static long length(RoutingContext request) {
        String length = request.request().getHeader(HttpHeaderNames.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException malformed) {
            return Long.MAX_VALUE;
        }
    }
}
