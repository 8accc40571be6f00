package dev.koda.benchmarks.provider;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.util.Base64;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;

/** An auth-service that publishes one key, and tokens signed with it, so that the service verifies as it always does. */
final class Identity {
    private static final int COORDINATE = 32;
    private static final long LIFETIME_SECONDS = 3_600;

    private final KeyPair key;
    private final HttpServer server;
    private final Clock clock;

    private Identity(KeyPair key, HttpServer server, Clock clock) {
        this.key = key;
        this.server = server;
        this.clock = clock;
    }

    static Identity start(Vertx vertx, Clock clock) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair key = generator.generateKeyPair();
        ECPublicKey open = (ECPublicKey) key.getPublic();
        String keys =
                "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"use\":\"sig\",\"alg\":\"ES256\",\"kid\":\"bench\",\"x\":\""
                        + coordinate(open.getW().getAffineX()) + "\",\"y\":\""
                        + coordinate(open.getW().getAffineY()) + "\"}]}";
        HttpServer server = vertx.createHttpServer()
                .requestHandler(request -> request.response()
                        .putHeader("Content-Type", "application/json")
                        .end(keys))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get();
        return new Identity(key, server, clock);
    }

    String address() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    /** A token of an owner's session, good for an hour. */
    String token() throws GeneralSecurityException {
        long now = clock.instant().getEpochSecond();
        String claims = "{\"iss\":\"koda-auth\",\"aud\":\"koda\",\"sub\":\"01900000-0000-7000-8000-0000000000aa\","
                + "\"groups\":[\"owner\"],\"sid\":\"01900000-0000-7000-8000-00000000051d\",\"name\":\"Bench\",\"jti\":\"bench\","
                + "\"iat\":" + now + ",\"exp\":" + (now + LIFETIME_SECONDS) + "}";
        String signed = base64("{\"alg\":\"ES256\",\"kid\":\"bench\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8))
                + "." + base64(claims.getBytes(StandardCharsets.UTF_8));
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initSign(key.getPrivate());
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        return signed + "." + base64(signature.sign());
    }

    private static String coordinate(BigInteger value) {
        byte[] bytes = value.toByteArray();
        byte[] fixed = new byte[COORDINATE];
        int length = Math.min(bytes.length, COORDINATE);
        System.arraycopy(bytes, bytes.length - length, fixed, COORDINATE - length, length);
        return base64(fixed);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
