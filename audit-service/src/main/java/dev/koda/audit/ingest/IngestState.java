package dev.koda.audit.ingest;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** How ingestion stands, for doctor and metrics; written by the consumer's thread, read by any. */
@ApplicationScoped
public class IngestState {
    private final Clock clock;
    private final Counter ingested;
    private final Counter duplicates;
    private final Counter unreadable;
    private final AtomicLong lag = new AtomicLong(-1);
    private final AtomicLong height = new AtomicLong();
    private final AtomicReference<Trouble> trouble = new AtomicReference<>();
    private final AtomicReference<Instant> lastRound = new AtomicReference<>(Instant.EPOCH);

    IngestState(Clock clock, MeterRegistry metrics) {
        this.clock = clock;
        ingested = metrics.counter("koda_audit_records_ingested");
        duplicates = metrics.counter("koda_audit_records_duplicate");
        unreadable = metrics.counter("koda_audit_messages_unreadable");
        metrics.gauge("koda_audit_consumer_lag", lag);
        metrics.gauge("koda_audit_chain_height", height);
    }

    /** Why the consumer does not get on, since when; empty while it does. */
    public Optional<Trouble> trouble() {
        return Optional.ofNullable(trouble.get());
    }

    /** Messages not yet recorded; -1 while unknown. */
    public long lag() {
        return lag.get();
    }

    /** When the consumer last finished a round, with or without messages. */
    public Instant lastRound() {
        return lastRound.get();
    }

    void wrote(Intake intake, Written written) {
        ingested.increment(written.records());
        duplicates.increment(written.duplicates());
        unreadable.increment(intake.unreadable().size());
        height.set(written.height());
    }

    void round() {
        lastRound.set(clock.instant());
    }

    void behindBy(long messages) {
        lag.set(messages);
    }

    void flows() {
        trouble.set(null);
    }

    void stalled(String reason) {
        Trouble known = trouble.get();
        trouble.set(new Trouble(reason, known == null ? clock.instant() : known.since()));
    }

    /** What holds the consumer up. */
    public record Trouble(String reason, Instant since) {}
}
