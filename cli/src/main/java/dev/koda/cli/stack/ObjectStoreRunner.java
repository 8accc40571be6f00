package dev.koda.cli.stack;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

import dev.koda.cli.home.Environment;
import dev.koda.platform.embedded.objectstore.EmbeddedObjectStore;
import dev.koda.platform.embedded.objectstore.ObjectStoreSpec;
import dev.koda.platform.embedded.process.StartOptions;

/** Runs the home's own object store and makes the bucket, as {@code seaweedfs-init} does in compose. */
final class ObjectStoreRunner implements PartRunner {

    private final ObjectStoreSpec spec;
    private final String bucket;
    private volatile EmbeddedObjectStore server;

    ObjectStoreRunner(Environment environment, RunFiles files) {
        this.spec = new ObjectStoreSpec(
                files.files(Part.SEAWEEDFS),
                environment.port(Part.SEAWEEDFS.portVariable()),
                environment.value("KNOWLEDGE_V2_S3_ACCESS_KEY_ID").orElseThrow(),
                environment.value("KNOWLEDGE_V2_S3_SECRET_ACCESS_KEY").orElseThrow());
        this.bucket = environment.value("KNOWLEDGE_V2_S3_BUCKET").orElseThrow();
    }

    @Override
    public Optional<Running> adopt() {
        Optional<EmbeddedObjectStore> found = EmbeddedObjectStore.adopt(spec);
        if (found.filter(live -> live.port() != spec.port()).isPresent()) {
            found.get().stop(Duration.ofSeconds(30));
            return Optional.empty();
        }
        server = found.orElse(null);
        return found.map(live -> new Running(live.pid(), live.port()));
    }

    @Override
    public Running start(Consumer<String> progress) {
        server = EmbeddedObjectStore.start(spec, StartOptions.detached().withProgress(progress));
        server.createBucket(bucket);
        return new Running(server.pid(), server.port());
    }

    @Override
    public boolean isAlive() {
        return server != null && server.isAlive();
    }

    @Override
    public void stop(Duration timeout) {
        EmbeddedObjectStore.adopt(spec).ifPresent(live -> live.stop(timeout));
    }
}
