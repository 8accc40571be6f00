package dev.koda.platform.boot.seam;

import java.time.Clock;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.quarkus.arc.DefaultBean;

/** The time of the machine, in UTC. A test that moves time brings a {@link Clock} bean of its own. */
class SystemClock {

    @Produces
    @DefaultBean
    @Singleton
    Clock utc() {
        return Clock.systemUTC();
    }
}
