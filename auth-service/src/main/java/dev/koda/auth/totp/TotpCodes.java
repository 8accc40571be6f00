package dev.koda.auth.totp;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.LongStream;
import javax.crypto.spec.SecretKeySpec;

import jakarta.enterprise.context.ApplicationScoped;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import org.bouncycastle.util.encoders.Base32;

import dev.koda.auth.secret.MasterKey;
import dev.koda.auth.secret.Sealer;
import dev.koda.auth.secret.SecretTokens;

/** Time-based one-time passwords (RFC 6238): SHA-1, six digits, 30 s, which is what every authenticator app speaks. */
@ApplicationScoped
class TotpCodes {

    private static final Duration STEP = Duration.ofSeconds(30);

    /** RFC 4226 asks for 160 bits. */
    private static final int SECRET_BYTES = 20;

    private static final int DIGITS = 6;

    private final TimeBasedOneTimePasswordGenerator generator = new TimeBasedOneTimePasswordGenerator(STEP, DIGITS);
    private final Sealer sealer;
    private final SecretTokens secrets;
    private final Clock clock;

    TotpCodes(MasterKey masterKey, SecretTokens secrets, Clock clock) {
        this.sealer = masterKey.sealer("totp");
        this.secrets = secrets;
        this.clock = clock;
    }

    byte[] secret() {
        return secrets.bytes(SECRET_BYTES);
    }

    byte[] seal(byte[] secret, UUID operatorId) {
        return sealer.seal(secret, operatorId.toString());
    }

    /** The step whose code this is, one before and one after now included; empty when it is none of them. */
    OptionalLong step(Totp totp, String code) {
        String typed = code.replaceAll("\\s", "");
        byte[] secret = sealer.open(totp.sealedSecret(), totp.operatorId().toString())
                .orElseThrow(() -> new IllegalStateException("the master key does not open this second factor"));
        SecretKeySpec key = new SecretKeySpec(secret, generator.getAlgorithm());
        long now = clock.instant().getEpochSecond() / STEP.toSeconds();
        return LongStream.rangeClosed(now - 1, now + 1)
                .filter(step -> SecretTokens.same(codeOf(key, step), typed))
                .findFirst();
    }

    static String base32(byte[] secret) {
        return Base32.toBase32String(secret).replace("=", "");
    }

    static String uri(byte[] secret, String account) {
        String label = URLEncoder.encode(account, StandardCharsets.UTF_8).replace("+", "%20");
        return "otpauth://totp/Koda:" + label + "?secret=" + base32(secret)
                + "&issuer=Koda&algorithm=SHA1&digits=6&period=30";
    }

    private String codeOf(SecretKeySpec key, long step) {
        try {
            return generator.generateOneTimePasswordString(key, Instant.ofEpochSecond(step * STEP.toSeconds()));
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("HmacSHA1 is part of every JDK", failure);
        }
    }
}
