package dev.koda.system.identity;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What a phone computes from the secret of the picture: RFC 6238 with SHA-1, 30 s and six digits. */
final class AuthenticatorApp {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int STEP_MILLIS = 30_000;
    private static final int LEAST_MILLIS = 15_000;
    private final byte[] key;

    AuthenticatorApp(String secret) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int bits = 0;
        int held = 0;
        for (char letter : secret.toUpperCase(Locale.ROOT).replace("=", "").toCharArray()) {
            bits = bits << 5 | ALPHABET.indexOf(letter);
            held += 5;
            if (held >= Byte.SIZE) {
                held -= Byte.SIZE;
                bytes.write(bits >> held);
            }
        }
        key = bytes.toByteArray();
    }

    /**
     * The code that is shown so many steps from now; never one that is as good as over, for on a slow machine the neighbour
     * of today's step is soon that of yesterday's.
     */
    String code(int stepsFromNow) throws GeneralSecurityException, InterruptedException {
        long left = STEP_MILLIS - System.currentTimeMillis() % STEP_MILLIS;
        if (left < LEAST_MILLIS) {
            Thread.sleep(left + 1);
        }
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(key, "HmacSHA1"));
        long step = System.currentTimeMillis() / STEP_MILLIS + stepsFromNow;
        byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
        int offset = hash[hash.length - 1] & 0xf;
        int number = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & Integer.MAX_VALUE;
        return String.format(Locale.ROOT, "%06d", number % 1_000_000);
    }
}
