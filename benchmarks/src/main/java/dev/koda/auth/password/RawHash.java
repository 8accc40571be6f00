package dev.koda.auth.password;

/** The hash of a sign-in with the default parameters and nothing around it, in memory that each thread keeps. */
public final class RawHash {
    private static final int MEMORY_KIB = 19_456;
    private static final int ITERATIONS = 2;

    private final String password;
    private final ThreadLocal<Argon2Memory> memory = ThreadLocal.withInitial(Argon2Memory::new);

    public RawHash(String password) {
        this.password = password;
    }

    public byte[] once() {
        return new Argon2(MEMORY_KIB, ITERATIONS, 1).digest(password, new byte[16], memory.get());
    }
}
