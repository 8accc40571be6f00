package dev.koda.runtime.trace;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

import dev.koda.runtime.journal.EntryType;
import dev.koda.runtime.journal.JournalEntry;
import dev.koda.runtime.journal.StepKind;

import static org.assertj.core.api.Assertions.assertThat;

class TraceFoldTest {
    private static final UUID TASK = UUID.fromString("01900000-0000-7000-8000-0000000000aa");
    private static final Instant START = Instant.parse("2026-11-26T08:00:00Z");

    @Test
    void aCallThatRunsGrows() {
        List<TraceStep> steps = TraceFold.WHOLE.steps(List.of(begun(1, 0)), false, START.plusSeconds(50));

        assertThat(steps).singleElement().satisfies(step -> {
            assertThat(step.status()).isEqualTo("running");
            assertThat(step.durationMs()).isEqualTo(50_000);
        });
    }

    @Test
    void aCallEndsWhereItsWorkerWasLost() {
        List<JournalEntry> entries = List.of(begun(1, 0), entry(2, EntryType.STEP, StepKind.RECOVERY, 20, "ok"));

        TraceStep call =
                TraceFold.WHOLE.steps(entries, false, START.plusSeconds(500)).getFirst();

        assertThat(call.status()).isEqualTo("interrupted");
        assertThat(call.durationMs()).isEqualTo(20_000);
    }

    @Test
    void aCallWithoutAResultDoesNotOutliveItsTask() {
        List<JournalEntry> entries = List.of(begun(1, 0), entry(2, EntryType.STEP, StepKind.NOTE, 30, "ok"));

        TraceStep call =
                TraceFold.WHOLE.steps(entries, true, START.plusSeconds(500)).getFirst();

        assertThat(call.status()).isEqualTo("interrupted");
        assertThat(call.durationMs()).isEqualTo(30_000);
    }

    private static JournalEntry begun(int seq, int second) {
        return entry(seq, EntryType.STARTED, StepKind.TOOL_CALL, second, "running");
    }

    private static JournalEntry entry(int seq, EntryType type, StepKind kind, int second, String status) {
        ObjectNode body =
                JsonNodeFactory.instance.objectNode().put("name", "shell.run").put("status", status);
        return new JournalEntry(TASK, seq, null, type, kind, 1, START.plusSeconds(second), body);
    }
}
