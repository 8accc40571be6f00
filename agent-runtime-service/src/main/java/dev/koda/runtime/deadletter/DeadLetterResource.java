package dev.koda.runtime.deadletter;

import java.util.Optional;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;

import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.ResponseStatus;

import dev.koda.platform.problem.page.Cursor;
import dev.koda.platform.problem.page.Limits;
import dev.koda.platform.problem.page.Page;
import dev.koda.platform.security.RequiresScope;
import dev.koda.platform.security.Roles;
import dev.koda.runtime.origin.Origins;
import dev.koda.runtime.task.TaskService;
import dev.koda.runtime.task.TaskView;

/** The dead letters over HTTP. A terminal state never changes, so requeueing starts a new task in the old one's place. */
@Path("/api/runtime/dlq")
@RolesAllowed(Roles.VIEWER)
@RequiresScope("tasks:read")
class DeadLetterResource {
    private final DeadLetters letters;
    private final TaskService tasks;
    private final Origins origins;

    DeadLetterResource(DeadLetters letters, TaskService tasks, Origins origins) {
        this.letters = letters;
        this.tasks = tasks;
        this.origins = origins;
    }

    @GET
    public Uni<Page<DeadLetter>> list(@QueryParam("cursor") String cursor, @QueryParam("limit") Integer limit) {
        int most = Limits.of(limit);
        Optional<UUID> behind = Optional.ofNullable(cursor).map(Cursor::decodeId);
        return letters.page(behind, most + 1)
                .map(rows -> Page.of(rows, most, last -> Cursor.encode(last.id().toString())));
    }

    @POST
    @Path("/{id}/requeue")
    @ResponseStatus(202)
    @RolesAllowed(Roles.OPERATOR)
    @RequiresScope("tasks:write")
    public Uni<TaskView> requeue(@PathParam("id") UUID id) {
        var origin = origins.current();
        return letters.required(id)
                .chain(() -> tasks.retry(id, origin, (transaction, task) -> letters.requeuedAs(transaction, id, task)))
                .map(accepted -> TaskView.of(accepted.task()));
    }
}
