package dev.koda.runtime.doctor;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import org.jboss.logging.Logger;

import dev.koda.runtime.artifact.ArtifactRefused;
import dev.koda.runtime.artifact.ArtifactStore;
import dev.koda.runtime.journal.EntryType;
import dev.koda.runtime.journal.JournalEntry;
import dev.koda.runtime.journal.JournalRows;
import dev.koda.runtime.journal.StepKind;
import dev.koda.runtime.origin.Origin;
import dev.koda.runtime.task.Provenance;
import dev.koda.runtime.task.SubmitTask;
import dev.koda.runtime.task.Task;
import dev.koda.runtime.task.TaskIntake;
import dev.koda.runtime.task.TaskService;

/**
 * A task of the doctor's own through queue, worker, model, tool, artifact and trace, on the rehearsal provider. One at a
 * time; a result serves for a while, so that many askers cost no more than one.
 */
@ApplicationScoped
class Canary {
    private static final Logger LOG = Logger.getLogger(Canary.class);
    private static final Duration FRESH = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final String SCRIPT = """
            @tool artifact.save {"name":"canary.txt","content":"The canary sings."}
            @say The canary sings.""";

    private final CanaryAgent agent;
    private final TaskIntake intake;
    private final TaskService tasks;
    private final JournalRows journal;
    private final ArtifactStore artifacts;
    private final Clock clock;
    private CompletableFuture<Song> singing;
    private Instant began = Instant.EPOCH;

    Canary(
            CanaryAgent agent,
            TaskIntake intake,
            TaskService tasks,
            JournalRows journal,
            ArtifactStore artifacts,
            Clock clock) {
        this.agent = agent;
        this.intake = intake;
        this.tasks = tasks;
        this.journal = journal;
        this.artifacts = artifacts;
        this.clock = clock;
    }

    /**
     * How a canary task went.
     *
     * @param fault what was wrong, empty when nothing was
     */
    record Song(UUID task, Duration took, Optional<String> fault) {}

    /** The newest result, of a task begun for this question unless a fresh one is there. */
    synchronized Uni<Song> sing() {
        boolean stale = began.plus(FRESH).isBefore(clock.instant());
        boolean free = singing == null || singing.isDone();
        if (free && (stale || singing == null || singing.isCompletedExceptionally() || faulty())) {
            began = clock.instant();
            singing = task().subscribeAsCompletionStage();
        }
        // a copy: an asker who gives up cancels only what he waits for, not the task others wait for too
        return Uni.createFrom().completionStage(singing.copy());
    }

    private boolean faulty() {
        return singing.join().fault().isPresent();
    }

    private Uni<Song> task() {
        Instant start = clock.instant();
        var command = new SubmitTask(CanaryAgent.ID, SCRIPT, null, null, 9, null, null, null);
        return agent.ensure()
                .chain(() -> intake.accept(command, Provenance.by(Provenance.CANARY), Origin.SYSTEM))
                .chain(accepted -> ended(accepted.task().id()))
                .chain(task -> journal.history(task.id())
                        .invoke(this::tidy)
                        .map(rows -> new Song(task.id(), Duration.between(start, clock.instant()), fault(task, rows))));
    }

    /** What it saved was to be saved, not to be kept; a leftover goes with the retention of all artifacts. */
    private void tidy(List<JournalEntry> rows) {
        for (JournalEntry row : rows) {
            for (JsonNode artifact : row.body().path("artifacts")) {
                Thread.ofVirtual()
                        .name("canary-tidy")
                        .start(() -> delete(UUID.fromString(artifact.path("id").asText())));
            }
        }
    }

    private void delete(UUID artifact) {
        try {
            artifacts.delete(artifact);
        } catch (IOException | ArtifactRefused failed) {
            LOG.debugf("the canary's artifact stays: %s", failed.toString());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Uni<Task> ended(UUID id) {
        return Uni.createFrom()
                .deferred(() -> tasks.required(id))
                .repeat()
                .withDelay(LOOK)
                .until(task -> task.state().terminal())
                .collect()
                .last()
                .chain(() -> tasks.required(id))
                .ifNoItem()
                .after(PATIENCE)
                .fail();
    }

    private static Optional<String> fault(Task task, List<JournalEntry> rows) {
        if (task.error() != null) {
            return Optional.of(task.error().code() + ": " + task.error().message());
        }
        return rows.stream()
                .filter(row -> row.is(EntryType.FINISHED, StepKind.TOOL_CALL))
                .filter(row -> row.body().path("is_error").asBoolean())
                .map(row -> "artifact.save: "
                        + row.body().path("output").path("message").asText())
                .findFirst();
    }
}
