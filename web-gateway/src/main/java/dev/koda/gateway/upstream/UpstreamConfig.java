package dev.koda.gateway.upstream;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;

/** How long a service may take, and how much may be sent to it. */
@ConfigMapping(prefix = "koda.gateway")
public interface UpstreamConfig {
    /** To a connection. */
    Duration connectTimeout();

    /** From the request to the first byte of its answer. */
    Duration responseTimeout();

    /** The same where a model thinks before it answers, and for uploads, which must be through first. */
    Duration slowResponseTimeout();

    /** Largest body, in bytes. */
    long bodyBytes();

    /** Largest upload of an artifact, in bytes. */
    long uploadBytes();
}
