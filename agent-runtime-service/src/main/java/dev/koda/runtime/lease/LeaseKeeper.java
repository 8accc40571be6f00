package dev.koda.runtime.lease;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import dev.koda.runtime.RuntimeConfig;
import dev.koda.runtime.journal.Bridge;
import dev.koda.runtime.journal.Lease;

/** Renews what this worker holds, stops runs whose lease is lost, and passes on cancellations. */
@ApplicationScoped
public class LeaseKeeper {
    private final LeaseRows rows;
    private final HeldTasks held;
    private final Worker worker;
    private final RuntimeConfig config;
    private final Bridge bridge;

    LeaseKeeper(LeaseRows rows, HeldTasks held, Worker worker, RuntimeConfig config, Bridge bridge) {
        this.rows = rows;
        this.held = held;
        this.worker = worker;
        this.config = config;
        this.bridge = bridge;
    }

    /** One round of renewal: all leases in one statement, and the sign of life. */
    public void renew() {
        bridge.await(() -> rows.seen(worker, held.count()));
        Collection<Held> runs = held.all();
        if (runs.isEmpty()) {
            return;
        }
        List<Lease> leases = runs.stream().map(Held::lease).toList();
        Set<UUID> kept = bridge.await(
                () -> rows.renew(worker.id(), leases, config.worker().lease()));
        runs.stream()
                .filter(run -> !kept.contains(run.lease().taskId()))
                .forEach(run -> run.askToStop(Held.Stop.LEASE_LOST, null));
    }

    /** One look for cancellations. */
    public void passOnCancellations() {
        if (held.count() == 0) {
            return;
        }
        Map<UUID, String> reasons = bridge.await(() -> rows.cancelled(worker.id()));
        reasons.forEach((task, reason) -> held.find(task).ifPresent(run -> run.askToStop(Held.Stop.CANCELLED, reason)));
    }

    /** Says goodbye, so that nobody counts this worker any more. */
    public void leave() {
        bridge.await(() -> rows.gone(worker.id()));
    }
}
