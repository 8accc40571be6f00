package dev.koda.platform.outbox;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import org.jboss.logging.Logger;

/** One round of the relay: claim and commit, publish, settle. */
@ApplicationScoped
class RelayRound {
    private static final Logger LOG = Logger.getLogger(RelayRound.class);

    private final OutboxEntries entries;
    private final Publisher publisher;
    private final RelayMeters meters;
    private final int batchSize;

    RelayRound(OutboxEntries entries, Publisher publisher, RelayMeters meters, OutboxConfig config) {
        this.entries = entries;
        this.publisher = publisher;
        this.meters = meters;
        this.batchSize = config.batchSize();
    }

    enum Result {
        SENT,
        /** Sent, and as many as a round takes: more may wait. */
        FULL,
        IDLE,
        AWAY
    }

    /** Never fails; database work stays on the context given. */
    Uni<Result> run(Context context) {
        return entries.claim()
                .chain(claimed -> claimed.isEmpty() ? Uni.createFrom().item(Result.IDLE) : send(claimed, context))
                .onFailure()
                .invoke(meters::databaseAway)
                .onFailure()
                .recoverWithItem(Result.AWAY);
    }

    private Uni<Result> send(List<OutboxEntry> claimed, Context context) {
        return publisher
                .publish(claimed)
                .emitOn(step -> context.runOnContext(ignored -> step.run()))
                .call(delivery -> settle(claimed, delivery))
                .invoke(meters::record)
                .map(delivery -> delivery.isAway() ? Result.AWAY : sent(claimed));
    }

    private Result sent(List<OutboxEntry> claimed) {
        return claimed.size() < batchSize ? Result.SENT : Result.FULL;
    }

    private Uni<Void> settle(List<OutboxEntry> claimed, Delivery delivery) {
        return deleteDelivered(delivery)
                .chain(() -> countFailed(delivery))
                .chain(() -> releaseUnsent(claimed, delivery));
    }

    private Uni<Void> deleteDelivered(Delivery delivery) {
        return delivery.delivered().isEmpty() ? Uni.createFrom().voidItem() : entries.delete(delivery.delivered());
    }

    private Uni<Void> countFailed(Delivery delivery) {
        return Multi.createFrom()
                .iterable(delivery.failed())
                .onItem()
                .transformToUniAndConcatenate(failed ->
                        entries.fail(failed.entry().id(), failed.reason()).invoke(parked -> report(failed, parked)))
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private static void report(Delivery.Failed failed, boolean parked) {
        OutboxEntry entry = failed.entry();
        if (parked) {
            LOG.errorf(
                    "outbox entry parked id=%s topic=%s type=%s reason=%s",
                    entry.id(), entry.topic(), entry.type(), failed.reason());
        }
    }

    private Uni<Void> releaseUnsent(List<OutboxEntry> claimed, Delivery delivery) {
        List<OutboxEntry> unsent = delivery.unsentOf(claimed);
        if (unsent.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return entries.release(
                unsent.stream().map(OutboxEntry::id).toList(),
                claimed.getFirst().leasedUntil());
    }
}
