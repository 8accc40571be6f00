package dev.koda.gateway.stub;

import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

import dev.koda.platform.testkit.server.TestEnvironment;
import dev.koda.platform.testkit.server.TestServers;

/** Stands behind {@link WithStubHouse}. */
public final class StubHouseResource implements QuarkusTestResourceLifecycleManager {
    private StubHouse house;

    @Override
    public Map<String, String> start() {
        house = StubHouse.open();
        Map<String, String> settings = TestEnvironment.quarkus();
        settings.put("koda.service", "gateway");
        for (String name : new String[] {"auth", "provider", "runtime", "audit", "storage"}) {
            settings.put("koda.peers." + name + "-url", house.of(name).url());
        }
        settings.put("KNOWLEDGE_V2_POSTGRES_DSN", TestServers.postgres().text());
        settings.put("KNOWLEDGE_V2_S3_ENDPOINT_URL", house.of("storage").url());
        settings.put("kafka.bootstrap.servers", TestServers.kafka());
        // one test waits for it in full, all others must never meet it
        settings.put("KODA_GATEWAY_RESPONSE_TIMEOUT", "5s");
        settings.put("KODA_GATEWAY_SLOW_RESPONSE_TIMEOUT", "30s");
        settings.put("KODA_GATEWAY_UPLOAD_BYTES", "33554432");
        settings.put("quarkus.management.test-port", "0");
        return settings;
    }

    @Override
    public void stop() {
        if (house != null) {
            house.close();
        }
    }
}
