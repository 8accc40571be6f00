package dev.koda.provider.openaiapi;

import java.io.IOException;

import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/**
 * Reads the body of a request itself: the REST layer keeps what it has read, bytes and tree, until the request is over,
 * and here that is the whole length of a stream. Refuses as the REST layer does.
 */
@Singleton
class ChatBody {

    private static final int TOO_LARGE = 413;
    private static final int UNREADABLE = 400;

    private final ObjectMapper json;
    private final long most;

    ChatBody(ObjectMapper json, VertxHttpConfig http) {
        this.json = json;
        this.most = http.limits().maxBodySize().map(MemorySize::asLongValue).orElse(Long.MAX_VALUE);
    }

    /** The object sent; null when nothing was. Fails with 400 what is no JSON object and with 413 what is too large. */
    Uni<ObjectNode> read(HttpServerRequest request) {
        return Uni.createFrom()
                .<Buffer>emitter(taker -> collect(request, taker))
                .map(this::parse);
    }

    private void collect(HttpServerRequest request, UniEmitter<? super Buffer> taker) {
        Buffer body = Buffer.buffer();
        request.exceptionHandler(broken -> taker.fail(broken));
        request.handler(chunk -> {
            if (body.length() + chunk.length() <= most) {
                body.appendBuffer(chunk);
            } else {
                letGo(request);
                request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE); // the rest stays unread
                taker.fail(new WebApplicationException(TOO_LARGE));
            }
        });
        request.endHandler(end -> {
            letGo(request);
            taker.complete(body);
        });
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            request.response().writeContinue();
        }
        request.resume();
    }

    /**
     * The handlers hold the bytes, and the request holds the handlers. One by one: what a wrapped request returns is the
     * one within, which has other handlers.
     */
    private static void letGo(HttpServerRequest request) {
        request.handler(null);
        request.endHandler(null);
        request.exceptionHandler(null);
    }

    private ObjectNode parse(Buffer body) {
        try {
            return body.length() == 0 ? null : json.readValue(body.getBytes(), ObjectNode.class);
        } catch (IOException unreadable) {
            throw new WebApplicationException(unreadable, UNREADABLE);
        }
    }
}
