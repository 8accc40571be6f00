package dev.koda.storage.object;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Makes the one client of the object store: blocking, for virtual threads; retries as the SDK does by default.
 *
 * <p>Path style and no chunked trailers, since that is what stores other than AWS all understand; integrity is our own
 * SHA-256.
 */
@ApplicationScoped
class ObjectStoreClient {
    private static final Duration CONNECT = Duration.ofSeconds(2);

    /** Longest silence of the store, and of one try: a part of eight MiB takes seconds at most. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private static final Duration CALL = Duration.ofSeconds(100);

    @Produces
    @ApplicationScoped
    S3Client client(ObjectStoreConfig config) {
        return S3Client.builder()
                .endpointOverride(config.endpoint())
                .region(Region.of(config.region()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(config.accessKeyId(), config.secretAccessKey())))
                .forcePathStyle(true)
                .serviceConfiguration(service -> service.chunkedEncodingEnabled(false))
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .httpClient(new PlainHttp(CONNECT, SILENCE))
                .overrideConfiguration(calls -> calls.apiCallTimeout(CALL).apiCallAttemptTimeout(SILENCE))
                .build();
    }

    void close(@Disposes S3Client client) {
        client.close();
    }
}
