package dev.koda.gateway.doctor;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;

import dev.koda.gateway.upstream.Upstreams;
import dev.koda.platform.doctor.Check;
import dev.koda.platform.doctor.DoctorReport;

/**
 * Gathers what every service's doctor group says, adds the gateway's own checks, and names one cause once.
 *
 * <p>All are asked side by side; the whole takes a little over three seconds at most, however much is away.
 */
@Singleton
public class Doctor {
    private final Upstreams upstreams;
    private final ServiceExamination services;
    private final StoreChecks stores;
    private final DashboardChecks dashboard;
    private final Installation installation;
    private final Clock clock;

    Doctor(
            Upstreams upstreams,
            ServiceExamination services,
            StoreChecks stores,
            DashboardChecks dashboard,
            Installation installation,
            Clock clock) {
        this.upstreams = upstreams;
        this.services = services;
        this.stores = stores;
        this.dashboard = dashboard;
        this.installation = installation;
        this.clock = clock;
    }

    /** The report; never fails. Called while serving a request: its listener is one of the things looked at. */
    public Uni<DoctorReport> report() {
        List<Uni<List<Check>>> parts = new ArrayList<>();
        upstreams.all().forEach(upstream -> parts.add(services.of(upstream)));
        parts.add(stores.all());
        parts.add(dashboard.all());
        return Uni.join().all(parts).andFailFast().map(this::report);
    }

    private DoctorReport report(List<List<Check>> parts) {
        List<Check> all = parts.stream().flatMap(List::stream).toList();
        return DoctorReport.of(
                clock.instant(), installation.version(), installation.mode(), RootCause.folded(Merged.byId(all)));
    }
}
