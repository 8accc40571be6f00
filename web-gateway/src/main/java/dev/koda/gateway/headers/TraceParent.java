package dev.koda.gateway.headers;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;

import io.vertx.core.http.HttpServerRequest;
import org.jboss.logging.MDC;

/** Passes the caller's W3C trace on, or starts one; its id stands in every log line and problem of the request. */
@ApplicationScoped
public class TraceParent {
    /** Name of the header. */
    public static final String HEADER = "traceparent";

    private static final String MDC_KEY = "trace_id";
    private static final Pattern VALID =
            Pattern.compile("00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");
    private static final int TRACE_BYTES = 16;
    private static final int SPAN_BYTES = 8;
    private static final int TRACE_START = 3;
    private static final int TRACE_END = TRACE_START + TRACE_BYTES * 2;

    private final SecureRandom random = new SecureRandom();

    /** Leaves a valid trace in the request's headers. */
    public void ensure(HttpServerRequest request) {
        String given = request.getHeader(HEADER);
        String trace = given != null && VALID.matcher(given).matches() ? given : started();
        request.headers().set(HEADER, trace);
        MDC.put(MDC_KEY, trace.substring(TRACE_START, TRACE_END));
    }

    private String started() {
        return "00-" + hex(TRACE_BYTES) + "-" + hex(SPAN_BYTES) + "-01";
    }

    private String hex(int bytes) {
        byte[] drawn = new byte[bytes];
        random.nextBytes(drawn);
        return HexFormat.of().formatHex(drawn);
    }
}
