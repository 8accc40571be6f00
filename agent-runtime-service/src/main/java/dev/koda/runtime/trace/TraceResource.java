package dev.koda.runtime.trace;

import java.time.Clock;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;

import io.smallrye.mutiny.Uni;

import dev.koda.platform.security.RequiresScope;
import dev.koda.platform.security.Roles;
import dev.koda.runtime.journal.JournalRows;
import dev.koda.runtime.task.TaskService;

/** The trace of a task, live while it runs: it is read from the journal itself. */
@Path("/api/runtime/tasks/{id}/trace")
@RolesAllowed({Roles.VIEWER, Roles.SERVICE})
@RequiresScope("tasks:read")
class TraceResource {
    private final TaskService tasks;
    private final JournalRows journal;
    private final Clock clock;

    TraceResource(TaskService tasks, JournalRows journal, Clock clock) {
        this.tasks = tasks;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * All steps, or those from one place to another, both included.
     *
     * @param outline true for what a long trace is drawn from: without outputs, inputs only begun
     */
    @GET
    public Uni<TraceView> trace(
            @PathParam("id") UUID id,
            @QueryParam("from") @Min(0) Integer from,
            @QueryParam("to") @Min(0) Integer to,
            @QueryParam("outline") boolean outline) {
        int first = from == null ? 0 : from;
        int last = to == null ? Integer.MAX_VALUE : to;
        TraceFold fold = outline ? TraceFold.OUTLINE : TraceFold.WHOLE;
        return tasks.required(id).chain(task -> journal.steps(id, first, last, !outline)
                .map(rows -> fold.steps(rows, task.state().terminal(), clock.instant()).stream()
                        .filter(step -> step.seq() >= first && step.seq() <= last)
                        .toList())
                .map(steps -> new TraceView(id, task.state(), steps)));
    }
}
