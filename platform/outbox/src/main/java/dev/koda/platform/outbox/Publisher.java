package dev.koda.platform.outbox;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;

import dev.koda.platform.outbox.OutboxEntry.Aggregate;

/**
 * Sends a claimed batch: aggregates side by side, the entries of one aggregate one after the other.
 *
 * <p>An aggregate stops at its first failure, so order holds even when a later send would have succeeded. Nothing is
 * sent once two thirds of the lease are over or Kafka turned out to be away; what is left is given back.
 */
@ApplicationScoped
class Publisher {
    private final KafkaSender kafka;
    private final OutboxConfig config;

    Publisher(KafkaSender kafka, OutboxConfig config) {
        this.kafka = kafka;
        this.config = config;
    }

    /** Never fails: what went wrong stands in the delivery. */
    Uni<Delivery> publish(List<OutboxEntry> claimed) {
        Delivery delivery = new Delivery();
        long deadline = System.nanoTime() + config.lease().toNanos() * 2 / 3;
        Map<Aggregate, List<OutboxEntry>> aggregates = claimed.stream()
                .collect(Collectors.groupingBy(OutboxEntry::aggregate, LinkedHashMap::new, Collectors.toList()));
        List<Uni<Void>> runs = aggregates.values().stream()
                .map(run -> sendInOrder(run.iterator(), delivery, deadline))
                .toList();
        return Uni.join().all(runs).andCollectFailures().replaceWith(delivery);
    }

    private Uni<Void> sendInOrder(Iterator<OutboxEntry> rest, Delivery delivery, long deadline) {
        if (!rest.hasNext() || delivery.isAway() || System.nanoTime() > deadline) {
            return Uni.createFrom().voidItem();
        }
        OutboxEntry entry = rest.next();
        return kafka.send(message(entry), () -> !delivery.isAway())
                .map(sent -> {
                    delivery.delivered(entry);
                    return true;
                })
                .onFailure()
                .recoverWithItem(failure -> settleFailure(entry, failure, delivery))
                .chain(goOn -> goOn
                        ? sendInOrder(rest, delivery, deadline)
                        : Uni.createFrom().voidItem());
    }

    private static boolean settleFailure(OutboxEntry entry, Throwable failure, Delivery delivery) {
        if (isOwnFault(failure)) {
            delivery.failed(entry, failure);
        } else {
            delivery.away(failure);
        }
        return false;
    }

    /** Only what the same broker would refuse again for the same bytes; everything else is Kafka's state. */
    private static boolean isOwnFault(Throwable failure) {
        return failure instanceof RecordTooLargeException
                || failure instanceof RecordBatchTooLargeException
                || failure instanceof InvalidTopicException
                || failure instanceof SerializationException;
    }

    private static ProducerRecord<String, String> message(OutboxEntry entry) {
        ProducerRecord<String, String> message = new ProducerRecord<>(entry.topic(), entry.key(), entry.payload());
        EventHeaders.write(
                message.headers(),
                entry.id(),
                entry.source(),
                entry.type(),
                entry.recordedAt().toInstant(),
                entry.traceparent());
        return message;
    }
}
