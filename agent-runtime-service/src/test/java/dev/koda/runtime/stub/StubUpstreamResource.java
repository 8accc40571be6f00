package dev.koda.runtime.stub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/** Stands in for the two services the runtime calls, and gives it folders to work in. */
public final class StubUpstreamResource implements QuarkusTestResourceLifecycleManager {
    private StubUpstream upstream;

    @Override
    public Map<String, String> start() {
        upstream = new StubUpstream();
        try {
            Path home = Files.createTempDirectory("koda-runtime-test");
            Path folder = Files.createDirectories(home.resolve("folders/notes"));
            Files.writeString(folder.resolve("one.md"), "first note\nsecond line\n");
            Files.writeString(folder.resolve("two.md"), "another note\n");
            Files.writeString(folder.resolve(".env"), "SECRET=never\n");
            Path key = Files.writeString(home.resolve("master.key"), "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=\n");
            Map<String, String> settings = new HashMap<>();
            settings.put("koda.secrets.master-key-file", key.toString());
            settings.put("koda.peers.provider-url", upstream.url());
            settings.put("koda.peers.storage-url", upstream.url());
            settings.put(
                    "koda.runtime.tools.workspaces", home.resolve("workspaces").toString());
            settings.put(
                    "koda.runtime.tools.agent-folders", home.resolve("folders").toString());
            settings.put("koda.runtime.queue.per-operator", "6");
            settings.put(
                    "koda.runtime.tools.fetch-allowed-private",
                    upstream.url().replace("http://", "") + ","
                            + upstream.url().replace("http://127.0.0.1", "localhost"));
            settings.put("test.folder", folder.toString());
            return settings;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void stop() {
        if (upstream != null) {
            upstream.close();
        }
    }
}
