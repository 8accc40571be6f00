package dev.koda.platform.outbox;

import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;

/** What became of one claimed batch; filled from Kafka's threads, read after all sends have ended. */
final class Delivery {
    private final Queue<OutboxEntry> sent = new ConcurrentLinkedQueue<>();
    private final Queue<Failed> failed = new ConcurrentLinkedQueue<>();
    private final AtomicReference<Throwable> away = new AtomicReference<>();

    record Failed(OutboxEntry entry, String reason) {}

    void delivered(OutboxEntry entry) {
        sent.add(entry);
    }

    void failed(OutboxEntry entry, Throwable cause) {
        failed.add(new Failed(entry, cause.getClass().getSimpleName() + ": " + cause.getMessage()));
    }

    void away(Throwable cause) {
        away.compareAndSet(null, cause);
    }

    boolean isAway() {
        return away.get() != null;
    }

    Optional<Throwable> awayCause() {
        return Optional.ofNullable(away.get());
    }

    Collection<UUID> delivered() {
        return sent.stream().map(OutboxEntry::id).toList();
    }

    List<OffsetDateTime> recordedTimesOfDelivered() {
        return sent.stream().map(OutboxEntry::recordedAt).toList();
    }

    List<Failed> failed() {
        return List.copyOf(failed);
    }

    List<OutboxEntry> unsentOf(List<OutboxEntry> claimed) {
        Set<UUID> settled = new HashSet<>(delivered());
        failed.forEach(failure -> settled.add(failure.entry().id()));
        return claimed.stream().filter(entry -> !settled.contains(entry.id())).toList();
    }
}
