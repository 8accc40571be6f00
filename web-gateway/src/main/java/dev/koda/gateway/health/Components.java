package dev.koda.gateway.health;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;

import dev.koda.gateway.upstream.Upstreams;
import dev.koda.platform.security.SharedAnswer;

/**
 * Looks at every part of the platform, side by side and within two seconds. An answer serves all who ask within the
 * next second, so that asking cannot become a load.
 */
@Singleton
public final class Components {
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final List<Probe> probes;
    private final Clock clock;
    private final Map<String, Component> last = new ConcurrentHashMap<>();
    private final Uni<PlatformHealth> shared =
            Uni.createFrom().deferred(this::lookNow).memoize().until(this::isStale);
    private volatile long lookedNanos = System.nanoTime();

    Components(Upstreams upstreams, ServiceProbes services, StoreProbes stores, Clock clock) {
        List<Probe> all = new ArrayList<>();
        upstreams.all().forEach(upstream -> all.add(services.readiness(upstream)));
        all.add(stores.postgres());
        all.add(stores.kafka());
        all.add(stores.objectStorage());
        this.probes = List.copyOf(all);
        this.clock = clock;
    }

    /** How everything stands now; never fails. */
    public Uni<PlatformHealth> look() {
        return SharedAnswer.of(shared);
    }

    private Uni<PlatformHealth> lookNow() {
        List<Uni<Seen>> looks = probes.stream().map(Probe::look).toList();
        return Uni.join().all(looks).andCollectFailures().map(this::health);
    }

    private boolean isStale() {
        return System.nanoTime() - lookedNanos > FRESH.toNanos();
    }

    private PlatformHealth health(List<Seen> seen) {
        lookedNanos = System.nanoTime();
        Map<String, Component> components = new LinkedHashMap<>();
        seen.forEach(
                one -> components.put(one.name(), last.compute(one.name(), (name, before) -> component(one, before))));
        return PlatformHealth.of(components);
    }

    private Component component(Seen seen, Component before) {
        String status = seen.up() ? Component.UP : Component.DOWN;
        boolean same = before != null && before.status().equals(status);
        return new Component(status, seen.latencyMs(), same ? before.since() : clock.instant());
    }
}
