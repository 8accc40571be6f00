package dev.koda.benchmarks.login;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.Block;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.BlockPool;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** The same hash by Bouncy Castle, in blocks that each thread keeps too. */
final class LibraryHash {
    private final byte[] password;
    private final ThreadLocal<BlockPool> blocks = ThreadLocal.withInitial(KeptBlocks::new);

    LibraryHash(String password) {
        this.password = password.getBytes(StandardCharsets.UTF_8);
    }

    byte[] once() {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withMemoryAsKB(19_456)
                .withIterations(2)
                .withParallelism(1)
                .withSalt(new byte[16])
                .withBlockPool(blocks.get())
                .build());
        byte[] hash = new byte[32];
        generator.generateBytes(password, hash);
        return hash;
    }

    private static final class KeptBlocks implements BlockPool {
        private final Deque<Block> free = new ArrayDeque<>();

        @Override
        public Block allocate() {
            return free.isEmpty() ? new Block() : free.pop();
        }

        @Override
        public void deallocate(Block block) {
            free.push(block);
        }
    }
}
