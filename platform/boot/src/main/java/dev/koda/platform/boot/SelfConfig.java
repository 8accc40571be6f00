package dev.koda.platform.boot;

import java.util.Optional;

import io.smallrye.config.ConfigMapping;

/** Which service this process is, from {@code koda.service} in its application.properties. */
@ConfigMapping(prefix = "koda.self")
public interface SelfConfig {

    /** The short name; empty in the test of a library. */
    Optional<String> service();
}
