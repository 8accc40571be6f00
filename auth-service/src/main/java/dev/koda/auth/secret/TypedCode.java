package dev.koda.auth.secret;

import java.util.Locale;

/**
 * Codes that people read aloud and type: three groups of four out of 32 letters and digits that cannot be taken for one
 * another (no I, O, 0, 1). 60 bits.
 */
public final class TypedCode {

    static final int LENGTH = 12;

    private static final String ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final int GROUP = 4;

    private TypedCode() {}

    static String of(byte[] random) {
        StringBuilder code = new StringBuilder(LENGTH + 2);
        for (int index = 0; index < LENGTH; index++) {
            if (index > 0 && index % GROUP == 0) {
                code.append('-');
            }
            code.append(ALPHABET.charAt(random[index] & (ALPHABET.length() - 1)));
        }
        return code.toString();
    }

    /** What was meant: upper case, without dashes and blanks. Never fails; nonsense simply matches nothing. */
    public static String normalise(String typed) {
        return typed.strip().toUpperCase(Locale.ROOT).replaceAll("[\\s\\-\\u2010-\\u2015]", "");
    }
}
