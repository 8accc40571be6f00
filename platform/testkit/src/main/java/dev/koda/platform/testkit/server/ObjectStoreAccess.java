package dev.koda.platform.testkit.server;

/** Endpoint and keys of the S3-compatible store of this build. */
public record ObjectStoreAccess(String endpoint, String accessKey, String secretKey) {}
