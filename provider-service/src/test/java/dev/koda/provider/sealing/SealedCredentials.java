package dev.koda.provider.sealing;

import java.time.Duration;
import java.util.List;

import io.vertx.mutiny.sqlclient.Pool;

import dev.koda.provider.Calls;
import dev.koda.provider.stub.OpenAiShapes;
import dev.koda.provider.stub.Reply;
import dev.koda.provider.stub.StubVendor;

/** Three connections whose credentials are sealed, and what the database holds of them. */
final class SealedCredentials implements AutoCloseable {

    static final List<String> PROVIDERS = List.of("deepseek", "kimi", "qwen");

    private final Pool pool;
    private final StubVendor vendor;

    private SealedCredentials(Pool pool, StubVendor vendor) {
        this.pool = pool;
        this.vendor = vendor;
    }

    static SealedCredentials connected(Pool pool) throws Exception {
        StubVendor vendor = StubVendor.start().on("/v1/models", Reply.json(200, OpenAiShapes.MODELS));
        PROVIDERS.forEach(
                provider -> Calls.connect(provider, vendor.url() + "/v1").then().statusCode(200));
        return new SealedCredentials(pool, vendor);
    }

    StubVendor vendor() {
        return vendor;
    }

    String keyIdOf(String provider) {
        return Sealed.parse(of(provider)).keyId();
    }

    /** What the database holds for a provider. */
    String of(String provider) {
        return text("SELECT sealed_credential FROM provider_connection WHERE provider_id = '" + provider + "'");
    }

    /** The first column of the first row. */
    String text(String sql) {
        return pool.query(sql)
                .execute()
                .await()
                .atMost(Duration.ofSeconds(60))
                .iterator()
                .next()
                .getString(0);
    }

    @Override
    public void close() {
        PROVIDERS.forEach(Calls::disconnect);
        vendor.close();
    }
}
