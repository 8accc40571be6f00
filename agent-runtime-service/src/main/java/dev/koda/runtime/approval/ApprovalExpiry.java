package dev.koda.runtime.approval;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import org.jboss.logging.Logger;

/** Denies what nobody answered in time. Safe in every replica: rows are skipped while another has them. */
@ApplicationScoped
class ApprovalExpiry {
    private static final Logger LOG = Logger.getLogger(ApprovalExpiry.class);

    private final Approvals approvals;

    ApprovalExpiry(Approvals approvals) {
        this.approvals = approvals;
    }

    @Scheduled(every = "5s", delayed = "3s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> expire() {
        return approvals
                .expire()
                .invoke(count -> {
                    if (count > 0) {
                        LOG.infof("approvals expired count=%d", count);
                    }
                })
                .replaceWithVoid()
                .onFailure()
                .recoverWithNull();
    }
}
