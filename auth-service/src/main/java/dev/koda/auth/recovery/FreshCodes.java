package dev.koda.auth.recovery;

import java.util.List;

import dev.koda.auth.password.Argon2;

/** A set of codes before it is stored: the codes themselves, shown once, and their digests. */
public record FreshCodes(List<String> codes, Argon2 cost, byte[] salt, List<byte[]> digests) {

    @Override
    public String toString() {
        return "FreshCodes[" + codes.size() + "]";
    }
}
