package dev.koda.platform.embedded.objectstore;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * S3 requests without a body, signed with AWS Signature Version 4. Enough to ask for a bucket and to make one,
 * without the weight of a client library.
 *
 * @param endpoint {@code scheme://host[:port]} of the store, addressed by path
 */
public record SignedRequests(URI endpoint, String region, String accessKey, String secretKey, Clock clock) {

    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final String SIGNED_HEADERS = "host;x-amz-content-sha256;x-amz-date";

    /** A request on one bucket that is given up after the timeout. */
    public HttpRequest of(String method, String bucket, Duration timeout) {
        String at = TIMESTAMP.format(clock.instant());
        String emptyHash = hex(sha256(""));
        String path = "/" + bucket;
        String canonical = String.join(
                "\n",
                method,
                path,
                "",
                "host:" + endpoint.getAuthority(),
                "x-amz-content-sha256:" + emptyHash,
                "x-amz-date:" + at,
                "",
                SIGNED_HEADERS,
                emptyHash);
        String scope = at.substring(0, 8) + "/" + region + "/s3/aws4_request";
        String toSign = String.join("\n", "AWS4-HMAC-SHA256", at, scope, hex(sha256(canonical)));
        return HttpRequest.newBuilder(endpoint.resolve(path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .timeout(timeout)
                .header("x-amz-date", at)
                .header("x-amz-content-sha256", emptyHash)
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=" + accessKey + "/" + scope + ", SignedHeaders=" + SIGNED_HEADERS
                                + ", Signature=" + hex(hmac(signingKey(at.substring(0, 8)), toSign)))
                .build();
    }

    private byte[] signingKey(String day) {
        byte[] dayKey = hmac(("AWS4" + secretKey).getBytes(StandardCharsets.UTF_8), day);
        return hmac(hmac(hmac(dayKey, region), "s3"), "aws4_request");
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every JDK has HmacSHA256", missing);
        }
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every JDK has SHA-256", missing);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public String toString() {
        return "SignedRequests[" + endpoint + "]";
    }
}
