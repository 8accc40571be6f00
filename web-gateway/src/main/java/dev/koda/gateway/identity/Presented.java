package dev.koda.gateway.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

import io.vertx.ext.web.RoutingContext;

import dev.koda.platform.problem.Problem;

/**
 * The credential a request came with.
 *
 * @param kind what auth-service is asked to take it as
 * @param secret the credential itself; never logged or kept
 * @param isBearer shown in {@code Authorization} rather than by a cookie or by development mode
 */
public record Presented(Kind kind, String secret, boolean isBearer) {
    /**
     * Kinds of credentials. Development sign-in needs none; the last two stand for no credential and for one that cannot
     * be right.
     */
    public enum Kind {
        SESSION,
        API_TOKEN,
        BREAK_GLASS,
        DEVELOPMENT,
        NONE,
        UNUSABLE
    }

    static final Presented NOTHING = new Presented(Kind.NONE, "", false);
    static final Presented DEVELOPMENT = new Presented(Kind.DEVELOPMENT, "", false);
    static final Presented UNUSABLE = new Presented(Kind.UNUSABLE, "", true);

    String wireKind() {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** What the cache keeps instead of the credential. */
    String digest() {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update((byte) kind.ordinal());
            return HexFormat.of().formatHex(sha256.digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("this JDK has no SHA-256", impossible);
        }
    }

    /** Leaves with the request who it is from; {@code identity} is null where nobody vouched. */
    public void settle(RoutingContext request, Identity identity) {
        Credentials.byBearer(request, isBearer);
        if (kind == Kind.BREAK_GLASS) {
            Credentials.breakGlass(request);
        }
        if (identity != null) {
            Credentials.identity(request, identity);
        }
    }

    /** The answer to a bearer that cannot be right. */
    public static Problem unusable() {
        return Problem.unauthorized(
                "invalid_credentials",
                "The bearer is not known here. Use a personal API token (kpat_…), or sign in on the dashboard.");
    }

    @Override
    public String toString() {
        return wireKind();
    }
}
