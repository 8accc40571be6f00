package dev.koda.runtime.lease;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import dev.koda.platform.boot.seam.Ids;
import dev.koda.runtime.RuntimeConfig;

/** This process as a taker of tasks: a new identity at each start, so that a restart never passes for its predecessor. */
@ApplicationScoped
public class Worker {
    private final UUID id;
    private final RuntimeConfig config;

    Worker(Ids ids, RuntimeConfig config) {
        this.id = ids.next();
        this.config = config;
    }

    public UUID id() {
        return id;
    }

    int slots() {
        return config.worker().slots();
    }

    /** The key of the advisory lock that says this process lives; the random half of the id. */
    static long lockKey(UUID worker) {
        return worker.getLeastSignificantBits();
    }

    static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "unknown";
        }
    }
}
