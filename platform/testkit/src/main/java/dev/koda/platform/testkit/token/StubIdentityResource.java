package dev.koda.platform.testkit.token;

import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

import dev.koda.platform.testkit.server.TestEnvironment;

/** Stands behind {@link WithStubIdentity}. */
public final class StubIdentityResource implements QuarkusTestResourceLifecycleManager {
    private StubIdentityServer server;

    @Override
    public Map<String, String> start() {
        server = StubIdentityServer.start();
        Map<String, String> settings = TestEnvironment.quarkus();
        settings.put("KODA_AUTH_URL", server.url());
        settings.put("koda.peers.auth-url", server.url());
        return settings;
    }

    @Override
    public void stop() {
        if (server != null) {
            server.close();
        }
    }
}
