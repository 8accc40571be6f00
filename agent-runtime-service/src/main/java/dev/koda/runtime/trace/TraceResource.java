package dev.koda.runtime.trace;

import java.time.Clock;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

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

    @GET
    public Uni<TraceView> trace(@PathParam("id") UUID id) {
        return tasks.required(id).chain(task -> journal.history(id)
                .map(rows -> new TraceView(
                        id, task.state(), TraceFold.steps(rows, task.state().terminal(), clock.instant()))));
    }
}
