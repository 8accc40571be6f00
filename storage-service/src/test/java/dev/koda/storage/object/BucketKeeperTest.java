package dev.koda.storage.object;

import java.net.URI;
import java.time.Clock;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

import dev.koda.platform.testkit.server.ObjectStoreAccess;
import dev.koda.platform.testkit.server.TestServers;

import static dev.koda.storage.StorageFixtures.eventually;
import static org.assertj.core.api.Assertions.assertThat;

class BucketKeeperTest {
    private static final ObjectStoreAccess STORE = TestServers.objectStore();
    private static final String BUCKET = "keeper-" + Long.toString(System.nanoTime(), 36) + "-"
            + ProcessHandle.current().pid();

    @Test
    void aMissingBucketIsMadeAndAPresentOneLeftAlone() {
        try (S3Client client = client(STORE.endpoint(), STORE.secretKey())) {
            BucketKeeper keeper = keeper(client, STORE.endpoint(), STORE.secretKey());
            assertThat(keeper.trouble()).isPresent();
            eventually(() -> assertThat(keeper.ensure()).isEmpty());
            assertThat(client.headBucket(request -> request.bucket(BUCKET))).isNotNull();
            eventually(() -> assertThat(keeper.ensure()).isEmpty());
            assertThat(keeper.trouble()).isEmpty();
        }
    }

    @Test
    void aStoreThatIsAwayIsTroubleAndNoFailure() {
        String nowhere = "http://127.0.0.1:1";
        try (S3Client client = client(nowhere, "any")) {
            eventually(() -> assertThat(keeper(client, nowhere, "any").ensure())
                    .get()
                    .asString()
                    .contains("ConnectException"));
        }
    }

    @Test
    void aRefusalIsShownAsItCame() {
        try (S3Client client = client(STORE.endpoint(), "not the secret")) {
            eventually(() -> assertThat(
                            keeper(client, STORE.endpoint(), "not the secret").ensure())
                    .get()
                    .asString()
                    .contains("403"));
        }
    }

    private static BucketKeeper keeper(S3Client client, String endpoint, String secret) {
        return new BucketKeeper(client, new Fixed(URI.create(endpoint), secret), Clock.systemUTC());
    }

    private static S3Client client(String endpoint, String secret) {
        return new ObjectStoreClient().client(new Fixed(URI.create(endpoint), secret));
    }

    private record Fixed(URI endpoint, String secretAccessKey) implements ObjectStoreConfig {
        @Override
        public String bucket() {
            return BUCKET;
        }

        @Override
        public String region() {
            return "us-east-1";
        }

        @Override
        public String accessKeyId() {
            return STORE.accessKey();
        }

        @Override
        public Optional<String> prefix() {
            return Optional.empty();
        }
    }
}
