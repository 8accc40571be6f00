package dev.koda.platform.outbox;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** A service as ours are: writes with an event, consumes through dead letters and inbox. */
@ApplicationScoped
class NoteService {
    private final AtomicInteger tries = new AtomicInteger();

    private final Outbox outbox;
    private final Inbox inbox;
    private final DeadLetters deadLetters;
    private final NoteWriter writer;

    NoteService(Outbox outbox, Inbox inbox, DeadLetters deadLetters, NoteWriter writer) {
        this.outbox = outbox;
        this.inbox = inbox;
        this.deadLetters = deadLetters;
        this.writer = writer;
    }

    @WithTransaction
    Uni<Void> write(UUID id, String text) {
        return Panache.getSession()
                .chain(session -> session.persist(Note.of(id, text)))
                .call(() -> outbox.record(new OutboxEvent(
                        Topic.STORAGE_ARTIFACT, id.toString(), "dev.koda.bench.note.written.v1", Map.of("text", text))))
                .call(() -> "fail".equals(text)
                        ? Uni.createFrom().failure(new IllegalStateException("asked to fail"))
                        : Uni.createFrom().voidItem());
    }

    int tries() {
        return tries.get();
    }

    @Incoming("notes")
    Uni<Void> on(ConsumerRecord<String, String> message) {
        return deadLetters.guard(message, () -> take(message));
    }

    private Uni<Void> take(ConsumerRecord<String, String> message) {
        if (message.value().contains("unwelcome")) {
            tries.incrementAndGet();
            return Uni.createFrom().failure(new IllegalArgumentException("not welcome"));
        }
        EventHeaders headers = EventHeaders.of(message);
        return writer.once(inbox, headers.id(), message.key());
    }

    @ApplicationScoped
    static class NoteWriter {
        @WithTransaction
        Uni<Void> once(Inbox inbox, UUID ceId, String key) {
            return inbox.once(ceId, () -> Panache.getSession()
                    .chain(session -> session.persist(Note.of(UUID.fromString(key), "consumed"))));
        }
    }
}
