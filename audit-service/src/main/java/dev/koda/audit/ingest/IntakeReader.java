package dev.koda.audit.ingest;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import dev.koda.audit.redaction.Redactor;
import dev.koda.audit.trail.Entry;
import dev.koda.audit.unreadable.Unreadable;

/** Sorts polled messages into entries and those that cannot be read. */
@ApplicationScoped
class IntakeReader {
    private static final int EXCERPT = 1024;

    private final EntryReader entries;
    private final Redactor redactor;
    private final Clock clock;

    IntakeReader(EntryReader entries, Redactor redactor, Clock clock) {
        this.entries = entries;
        this.redactor = redactor;
        this.clock = clock;
    }

    Intake read(String topic, Iterable<ConsumerRecord<String, String>> messages, Map<Integer, Long> positions) {
        List<Entry> readable = new ArrayList<>();
        List<Unreadable> unreadable = new ArrayList<>();
        Map<Integer, Long> from = new HashMap<>();
        Map<Integer, Long> to = new HashMap<>();
        for (ConsumerRecord<String, String> message : messages) {
            from.putIfAbsent(message.partition(), positions.get(message.partition()));
            to.put(message.partition(), message.offset() + 1);
            try {
                readable.add(entries.read(message));
            } catch (RefusedMessage refused) {
                unreadable.add(unreadable(message, refused.getMessage()));
            }
        }
        return new Intake(topic, readable, unreadable, from, to);
    }

    Unreadable unreadable(ConsumerRecord<String, String> message, String reason) {
        return new Unreadable(
                message.topic(),
                message.partition(),
                message.offset(),
                clock.instant(),
                message.key() == null ? null : head(message.key()),
                MessageHeaders.text(message.headers(), MessageHeaders.ID),
                MessageHeaders.text(message.headers(), MessageHeaders.TYPE),
                reason,
                message.value() == null ? null : redactor.text("", head(message.value()), new ArrayList<>()),
                Math.max(0, message.serializedValueSize()));
    }

    private static String head(String text) {
        return text.substring(0, Math.min(text.length(), EXCERPT)).replace('\u0000', '\ufffd');
    }
}
