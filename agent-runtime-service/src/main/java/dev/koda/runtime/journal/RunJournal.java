package dev.koda.runtime.journal;

import java.time.Clock;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** Opens the journals of tasks for the virtual threads that run them. */
@ApplicationScoped
public class RunJournal {
    private final JournalRows rows;
    private final JournalWriter writer;
    private final Bridge bridge;
    private final Clock clock;
    private final Timer waits;

    RunJournal(JournalRows rows, JournalWriter writer, Bridge bridge, Clock clock, MeterRegistry metrics) {
        this.rows = rows;
        this.writer = writer;
        this.bridge = bridge;
        this.clock = clock;
        this.waits = metrics.timer("koda_runtime_journal_wait");
    }

    /** All rows of the task but tokens, in order. */
    public List<JournalEntry> history(UUID taskId) {
        return bridge.read(() -> rows.history(taskId));
    }

    /** The tokens written after the given row. */
    public List<JournalEntry> tokens(UUID taskId, int afterSeq) {
        return bridge.read(() -> rows.tokens(taskId, afterSeq));
    }

    /** A pen for the holder of the lease, continuing after everything that is written, tokens included. */
    public TaskJournal open(Lease lease) {
        int last = bridge.read(() -> rows.lastSeq(lease.taskId()));
        return new TaskJournal(lease, last, writer, clock, waits);
    }
}
