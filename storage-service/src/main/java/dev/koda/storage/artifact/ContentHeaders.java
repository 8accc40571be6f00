package dev.koda.storage.artifact;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

import jakarta.ws.rs.core.HttpHeaders;

import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/**
 * Headers that make content a file and never a page: what someone uploaded must not run on our origin.
 *
 * <p>Always an attachment, never sniffed, sandboxed if shown all the same; types that browsers execute go out as plain
 * bytes.
 */
final class ContentHeaders {
    private static final String BYTES = "application/octet-stream";
    private static final Set<String> ACTIVE = Set.of(
            "text/html",
            "application/xhtml+xml",
            "image/svg+xml",
            "text/xml",
            "application/xml",
            "text/javascript",
            "application/javascript",
            "application/ecmascript",
            "text/css");

    private ContentHeaders() {}

    static <T> ResponseBuilder<T> add(ResponseBuilder<T> response, Artifact artifact) {
        return response.header(HttpHeaders.CONTENT_TYPE, safeType(artifact.mediaType()))
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition(artifact.name()))
                .header(HttpHeaders.ETAG, etag(artifact))
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .header("Accept-Ranges", "bytes")
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "sandbox; default-src 'none'")
                .header("Cross-Origin-Resource-Policy", "same-origin");
    }

    static String etag(Artifact artifact) {
        return "\"" + artifact.sha256() + "\"";
    }

    static String safeType(String mediaType) {
        String bare = mediaType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return ACTIVE.contains(bare) || bare.endsWith("+xml") ? BYTES : mediaType;
    }

    /** RFC 6266: a plain name for old clients and the true one in UTF-8. */
    static String disposition(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9._ -]", "_");
        return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + percentEncoded(name);
    }

    private static String percentEncoded(String name) {
        StringBuilder encoded = new StringBuilder();
        for (byte each : name.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (each & 0xff);
            boolean plain =
                    character < 0x80 && (Character.isLetterOrDigit(character) || "._-~".indexOf(character) >= 0);
            encoded.append(plain ? String.valueOf(character) : "%%%02X".formatted(each & 0xff));
        }
        return encoded.toString();
    }
}
