package dev.koda.auth.password;

import java.util.ArrayDeque;
import java.util.Deque;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.Block;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.BlockPool;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Computes Argon2id (RFC 9106, version 0x13) in blocks that the hashing thread keeps and uses for one hash after the
 * other: twenty megabytes of fresh objects for each sign-in would stop the whole service for its collector again and
 * again. Cleared after each use; grows to the largest cost asked for. Not for two threads at once.
 */
final class Argon2Memory implements BlockPool {

    private final Deque<Block> free = new ArrayDeque<>();

    /** The digest of {@code length} bytes; takes tens of milliseconds, so never on an event loop. */
    byte[] digest(Argon2 cost, byte[] secret, byte[] salt, int length) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(cost.memoryKib())
                .withIterations(cost.iterations())
                .withParallelism(cost.parallelism())
                .withSalt(salt)
                .withBlockPool(this)
                .build());
        byte[] digest = new byte[length];
        generator.generateBytes(secret, digest);
        return digest;
    }

    @Override
    public Block allocate() {
        return free.isEmpty() ? new Block() : free.pop();
    }

    @Override
    public void deallocate(Block block) {
        free.push(block.clear());
    }
}
