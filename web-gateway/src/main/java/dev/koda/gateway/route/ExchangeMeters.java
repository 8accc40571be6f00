package dev.koda.gateway.route;

import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import dev.koda.platform.boot.Service;

/** {@code koda_gateway_upstream_seconds}: time to the first byte, by service and outcome. */
@ApplicationScoped
class ExchangeMeters {
    private static final int CLASS = 100;

    private final MeterRegistry registry;

    ExchangeMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void answered(Service service, int status, long nanos) {
        record(service, status / CLASS + "xx", nanos);
    }

    void away(Service service, long nanos) {
        record(service, "away", nanos);
    }

    private void record(Service service, String outcome, long nanos) {
        Timer.builder("koda.gateway.upstream")
                .description("Time from the request to the first byte of a service's answer")
                .tag("service", service.shortName())
                .tag("outcome", outcome)
                .register(registry)
                .record(nanos, TimeUnit.NANOSECONDS);
    }
}
