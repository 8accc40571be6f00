package dev.koda.platform.testkit.token;

import java.util.List;

import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/**
 * JWTs as auth-service mints them, signed with a key of the tests that {@link WithStubIdentity} publishes. They are valid
 * for ten minutes.
 */
public final class TestTokens {
    private static final float LIFETIME_MINUTES = 10;

    /** Known to everybody and trusted by nobody but a test's own JWKS stub. */
    private static final EllipticCurveJsonWebKey KEY = key();

    private TestTokens() {}

    /** A session of an operator with this role: {@code owner}, {@code admin}, {@code operator} or {@code viewer}. */
    public static String operator(String id, String role) {
        return signed(session(id, role));
    }

    /** A session with a name and session id of the caller's choice. */
    public static String operator(String id, String role, String name, String sessionId) {
        JwtClaims claims = session(id, role);
        claims.setStringClaim("name", name);
        claims.setStringClaim("sid", sessionId);
        return signed(claims);
    }

    /** An API token of an operator with role {@code operator} and these scopes only. */
    public static String token(String... scopes) {
        return tokenOf("01900000-0000-7000-8000-0000000000aa", "operator", scopes);
    }

    /** An API token of the operator given. */
    public static String tokenOf(String operatorId, String role, String... scopes) {
        JwtClaims claims = session(operatorId, role);
        claims.setStringClaim("scope", String.join(" ", scopes));
        return signed(claims);
    }

    /** A service token, as {@code service("runtime")}. */
    public static String service(String name) {
        JwtClaims claims = base("service:" + name, "service");
        claims.setStringClaim("name", name);
        return signed(claims);
    }

    /** An operator's session that has ended a minute ago. */
    public static String expired(String id, String role) {
        JwtClaims claims = session(id, role);
        claims.setExpirationTimeMinutesInTheFuture(-1);
        return signed(claims);
    }

    /** The key set that verifies all of these. */
    public static String jwks() {
        return "{\"keys\":[" + KEY.toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY) + "]}";
    }

    private static JwtClaims session(String id, String role) {
        JwtClaims claims = base(id, role);
        claims.setStringClaim("sid", "01900000-0000-7000-8000-00000000051d");
        claims.setStringClaim("name", "Test " + role);
        return claims;
    }

    private static JwtClaims base(String subject, String group) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer("koda-auth");
        claims.setAudience("koda");
        claims.setSubject(subject);
        claims.setStringListClaim("groups", List.of(group));
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(LIFETIME_MINUTES);
        claims.setGeneratedJwtId();
        return claims;
    }

    private static String signed(JwtClaims claims) {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        signature.setKeyIdHeaderValue(KEY.getKeyId());
        signature.setHeader("typ", "JWT");
        signature.setPayload(claims.toJson());
        signature.setKey(KEY.getPrivateKey());
        try {
            return signature.getCompactSerialization();
        } catch (JoseException impossible) {
            throw new IllegalStateException("the test key does not sign", impossible);
        }
    }

    private static EllipticCurveJsonWebKey key() {
        try {
            return new EllipticCurveJsonWebKey(org.jose4j.json.JsonUtil.parseJson(TestKey.JWK));
        } catch (JoseException impossible) {
            throw new IllegalStateException("the test key is not a JWK", impossible);
        }
    }
}
