package dev.koda.runtime.lease;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpServer;

/** Takes spans in OTLP over HTTP and reads from the raw protobuf which names came under a trace id. */
final class SpanCollector implements AutoCloseable {
    /** Protobuf tag of field 5; ids, state and parent have the tags of the fields 2 to 4. */
    private static final char NAME = 0x2a;

    private static final String BEFORE_THE_NAME = new String(new char[] {0x12, 0x1a, 0x22});

    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    SpanCollector() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        server.createContext("/", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The names of the spans of a trace. */
    List<String> names(String traceId) {
        String id = new String(HexFormat.of().parseHex(traceId), StandardCharsets.ISO_8859_1);
        List<String> names = new ArrayList<>();
        for (String body : bodies) {
            for (int at = body.indexOf(id); at >= 0; at = body.indexOf(id, at + 1)) {
                name(body, at + id.length()).ifPresent(names::add);
            }
        }
        return names;
    }

    /** A span begins with its trace id; what follows are fields of a tag, a length and so many bytes, up to the name. */
    private static Optional<String> name(String body, int start) {
        int at = start;
        while (at + 2 <= body.length()) {
            int length = body.charAt(at + 1);
            if (body.charAt(at) == NAME) {
                return Optional.of(body.substring(at + 2, at + 2 + length));
            }
            if (BEFORE_THE_NAME.indexOf(body.charAt(at)) < 0) {
                return Optional.empty();
            }
            at += 2 + length;
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
