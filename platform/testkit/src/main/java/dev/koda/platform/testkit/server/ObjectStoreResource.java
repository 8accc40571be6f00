package dev.koda.platform.testkit.server;

import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/** Stands behind {@link WithObjectStore}. */
public final class ObjectStoreResource implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        ObjectStoreAccess store = TestServers.objectStore();
        Map<String, String> settings = TestEnvironment.quarkus();
        settings.put("KNOWLEDGE_V2_S3_ENDPOINT_URL", store.endpoint());
        settings.put("KNOWLEDGE_V2_S3_ACCESS_KEY_ID", store.accessKey());
        settings.put("KNOWLEDGE_V2_S3_SECRET_ACCESS_KEY", store.secretKey());
        settings.put("KNOWLEDGE_V2_S3_REGION", "us-east-1");
        settings.put(
                "KNOWLEDGE_V2_S3_BUCKET",
                "koda-test-" + ProcessHandle.current().pid() + "-" + Long.toString(System.nanoTime(), 36));
        return settings;
    }

    @Override
    public void stop() {
        // the store ends with the build, and its buckets with it
    }
}
