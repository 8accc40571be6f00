package dev.koda.benchmarks.login;

import java.nio.charset.StandardCharsets;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** The same hash by Bouncy Castle, which takes fresh memory for each. */
final class BouncyHash {
    private final byte[] password;

    BouncyHash(String password) {
        this.password = password.getBytes(StandardCharsets.UTF_8);
    }

    byte[] once() {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withMemoryAsKB(19_456)
                .withIterations(2)
                .withParallelism(1)
                .withSalt(new byte[16])
                .build());
        byte[] hash = new byte[32];
        generator.generateBytes(password, hash);
        return hash;
    }
}
