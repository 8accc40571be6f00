package dev.koda.gateway.route;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import dev.koda.platform.boot.Service;

/** {@code koda_gateway_upstream_seconds}: time to the first byte, by service and outcome. */
@Singleton
class ExchangeMeters {
    private static final int CLASS = 100;
    private static final String[] CLASSES = {"0xx", "1xx", "2xx", "3xx", "4xx", "5xx"};

    private final MeterRegistry registry;
    private final Map<Outcome, Timer> timers = new ConcurrentHashMap<>();

    private record Outcome(Service service, String name) {}

    ExchangeMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void answered(Service service, int status, long nanos) {
        record(service, CLASSES[Math.clamp(status / CLASS, 0, CLASSES.length - 1)], nanos);
    }

    void away(Service service, long nanos) {
        record(service, "away", nanos);
    }

    private void record(Service service, String outcome, long nanos) {
        timers.computeIfAbsent(new Outcome(service, outcome), this::timer).record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer timer(Outcome outcome) {
        return Timer.builder("koda.gateway.upstream")
                .description("Time from the request to the first byte of a service's answer")
                .tag("service", outcome.service().shortName())
                .tag("outcome", outcome.name())
                .register(registry);
    }
}
