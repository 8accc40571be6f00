package dev.koda.platform.outbox;

import java.time.Duration;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jboss.logging.Logger;

/**
 * Keeps a consumer going past a message that it cannot take.
 *
 * <p>{@code guard} runs the work and retries it with growing pauses; a message that still fails goes to
 * {@code <topic>.dlq} with its headers, the reason and where it came from, and the returned {@code Uni} succeeds, so
 * that the partition moves on. While the database is away nothing is given up: the work is retried until it answers,
 * and the partition waits. Call it outside the transaction; each try opens its own. Retries stay on the Vert.x context
 * of the caller.
 */
@ApplicationScoped
public class DeadLetters {
    private static final Logger LOG = Logger.getLogger(DeadLetters.class);
    private static final int TRIES = 5;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final int LONGEST_REASON = 1_000;

    private final KafkaSender kafka;
    private final RelayMeters meters;
    private final Vertx vertx;

    DeadLetters(KafkaSender kafka, RelayMeters meters, Vertx vertx) {
        this.kafka = kafka;
        this.meters = meters;
        this.vertx = vertx;
    }

    /** Takes a message by the work given, or puts it aside; fails only when the process stops. */
    public Uni<Void> guard(ConsumerRecord<String, String> message, Supplier<Uni<Void>> work) {
        return attempt(message, work, 1, FIRST_PAUSE);
    }

    private Uni<Void> attempt(
            ConsumerRecord<String, String> message, Supplier<Uni<Void>> work, int attempt, Duration pause) {
        return Uni.createFrom().<Void>deferred(work::get).onFailure().recoverWithUni(failure -> {
            if (DatabaseAway.causes(failure)) {
                return after(pause).chain(() -> attempt(message, work, attempt, longer(pause)));
            }
            if (attempt < TRIES && !(failure instanceof UnreadableEvent)) {
                return after(pause).chain(() -> attempt(message, work, attempt + 1, longer(pause)));
            }
            return putAside(message, failure, FIRST_PAUSE);
        });
    }

    private Uni<Void> putAside(ConsumerRecord<String, String> message, Throwable reason, Duration pause) {
        return kafka.send(deadLetter(message, reason), () -> true)
                .invoke(() -> report(message, reason))
                .onFailure()
                .recoverWithUni(away -> after(pause).chain(() -> putAside(message, reason, longer(pause))));
    }

    private void report(ConsumerRecord<String, String> message, Throwable reason) {
        meters.deadLetter();
        LOG.errorf(
                reason,
                "message put aside topic=%s partition=%d offset=%d",
                message.topic(),
                message.partition(),
                message.offset());
    }

    private static ProducerRecord<String, String> deadLetter(ConsumerRecord<String, String> message, Throwable reason) {
        ProducerRecord<String, String> letter =
                new ProducerRecord<>(Topic.deadLettersOf(message.topic()), message.key(), message.value());
        Headers headers = letter.headers();
        message.headers().forEach(headers::add);
        String text = reason.getClass().getSimpleName() + ": " + reason.getMessage();
        EventHeaders.put(headers, "koda_reason", text.substring(0, Math.min(text.length(), LONGEST_REASON)));
        EventHeaders.put(headers, "koda_source_topic", message.topic());
        EventHeaders.put(headers, "koda_source_partition", Integer.toString(message.partition()));
        EventHeaders.put(headers, "koda_source_offset", Long.toString(message.offset()));
        return letter;
    }

    /** Hibernate Reactive only works on the context it started on, so the pause must come back to it. */
    private Uni<Void> after(Duration pause) {
        Context context = vertx.getOrCreateContext();
        return Uni.createFrom()
                .emitter(emitter -> vertx.setTimer(
                        pause.toMillis(), fired -> context.runOnContext(ignored -> emitter.complete(null))));
    }

    private static Duration longer(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }
}
