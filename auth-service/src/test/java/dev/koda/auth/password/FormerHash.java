package dev.koda.auth.password;

/** A hash as it was stored before somebody changed the parameters. */
public final class FormerHash {

    private FormerHash() {}

    public static String of(String password) {
        return new Argon2(64, 1, 1).encode(password, new byte[16], new Argon2Memory());
    }
}
