package dev.koda.audit.ingest;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

import dev.koda.audit.unreadable.Unreadable;
import dev.koda.platform.outbox.DeadLetters;
import dev.koda.platform.outbox.UnreadableEvent;

/**
 * Takes polled messages in: all in one transaction, and only where the database refuses one of them for what it holds,
 * one by one, so that the culprit alone goes to the dead letters.
 *
 * <p>Blocks; only the consumer's thread calls it. A failure means that nothing of the present round may be assumed
 * written: the positions must be read again.
 */
@ApplicationScoped
class IntakeService {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final IntakeReader reader;
    private final IntakeWriter writer;
    private final Positions positions;
    private final DeadLetters deadLetters;
    private final IngestState state;

    IntakeService(
            IntakeReader reader, IntakeWriter writer, Positions positions, DeadLetters deadLetters, IngestState state) {
        this.reader = reader;
        this.writer = writer;
        this.positions = positions;
        this.deadLetters = deadLetters;
        this.state = state;
    }

    Map<Integer, Long> positions(String topic) throws InterruptedException, ExecutionException, TimeoutException {
        return result(positions.load(topic));
    }

    /** Takes the messages in and moves the positions given; their order within a partition is kept. */
    void take(String topic, List<ConsumerRecord<String, String>> messages, Map<Integer, Long> at)
            throws InterruptedException, ExecutionException, TimeoutException {
        Intake intake = reader.read(topic, messages, at);
        try {
            write(messages, intake, at);
        } catch (ExecutionException failure) {
            if (!refusesContent(failure.getCause())) {
                throw failure;
            }
            takeOneByOne(topic, messages, at);
        }
    }

    private void takeOneByOne(String topic, List<ConsumerRecord<String, String>> messages, Map<Integer, Long> at)
            throws InterruptedException, ExecutionException, TimeoutException {
        for (ConsumerRecord<String, String> message : messages) {
            List<ConsumerRecord<String, String>> alone = List.of(message);
            Intake intake = reader.read(topic, alone, at);
            try {
                write(alone, intake, at);
            } catch (ExecutionException failure) {
                if (!refusesContent(failure.getCause())) {
                    throw failure;
                }
                write(alone, refused(intake, message, failure.getCause()), at);
            }
        }
    }

    private Intake refused(Intake intake, ConsumerRecord<String, String> message, Throwable cause) {
        Unreadable reason =
                reader.unreadable(message, "the database refused it: " + ((PgException) cause).getErrorMessage());
        return new Intake(intake.topic(), List.of(), List.of(reason), intake.from(), intake.to());
    }

    private void write(List<ConsumerRecord<String, String>> messages, Intake intake, Map<Integer, Long> at)
            throws InterruptedException, ExecutionException, TimeoutException {
        if (!intake.unreadable().isEmpty()) {
            putAside(messages, intake.unreadable());
        }
        Written written = result(writer.write(intake));
        at.putAll(intake.to());
        state.wrote(intake, written);
    }

    /** Before the transaction that passes them by: a crash between the two sends one twice, never none. */
    private void putAside(List<ConsumerRecord<String, String>> messages, List<Unreadable> unreadable)
            throws InterruptedException, ExecutionException, TimeoutException {
        for (Unreadable refused : unreadable) {
            ConsumerRecord<String, String> message = messages.stream()
                    .filter(each -> each.partition() == refused.partition() && each.offset() == refused.offset())
                    .findFirst()
                    .orElseThrow();
            result(deadLetters.guard(
                    message, () -> Uni.createFrom().failure(new UnreadableEvent(refused.reason(), null))));
        }
    }

    /** SQLSTATE classes 22 (data) and 23 (constraint) but for 23514: that is also what a missing partition raises. */
    private static boolean refusesContent(Throwable cause) {
        Throwable root = cause instanceof CompletionException ? cause.getCause() : cause;
        return root instanceof PgException refusal
                && (refusal.getSqlState().startsWith("22")
                        || (refusal.getSqlState().startsWith("23") && !"23514".equals(refusal.getSqlState())));
    }

    private static <T> T result(Uni<T> work) throws InterruptedException, ExecutionException, TimeoutException {
        return work.ifNoItem()
                .after(TIMEOUT)
                .fail()
                .subscribeAsCompletionStage()
                .get(TIMEOUT.toSeconds() + 5, TimeUnit.SECONDS);
    }
}
