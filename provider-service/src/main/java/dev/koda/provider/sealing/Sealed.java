package dev.koda.provider.sealing;

import java.util.Base64;

/**
 * A sealed value as stored: {@code k1.<master key id>.<wrapped data key>.<ciphertext>}, the last two in base64url, each
 * beginning with its own nonce.
 */
record Sealed(String keyId, byte[] wrappedKey, byte[] ciphertext) {

    private static final String VERSION = "k1";
    private static final int PARTS = 4;

    static Sealed parse(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != PARTS || !VERSION.equals(parts[0])) {
            throw new IllegalArgumentException("not a sealed value of version " + VERSION);
        }
        Base64.Decoder base64 = Base64.getUrlDecoder();
        return new Sealed(parts[1], base64.decode(parts[2]), base64.decode(parts[3]));
    }

    /** Whether the text looks sealed; used to make sure that nothing sealed is ever sent. */
    static boolean looksSealed(String text) {
        return text.startsWith(VERSION + ".") && text.split("\\.", -1).length == PARTS;
    }

    String text() {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        return String.join(".", VERSION, keyId, base64.encodeToString(wrappedKey), base64.encodeToString(ciphertext));
    }
}
