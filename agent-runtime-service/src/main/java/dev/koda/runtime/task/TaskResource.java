package dev.koda.runtime.task;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

import dev.koda.platform.problem.Problem;
import dev.koda.platform.problem.page.Cursor;
import dev.koda.platform.problem.page.Limits;
import dev.koda.platform.problem.page.Page;
import dev.koda.platform.security.CurrentCaller;
import dev.koda.platform.security.RequiresScope;
import dev.koda.platform.security.Roles;
import dev.koda.runtime.origin.Origins;
import dev.koda.runtime.task.TaskIntake.Accepted;

/** Tasks over HTTP. */
@Path("/api/runtime")
@RolesAllowed(Roles.VIEWER)
@RequiresScope("tasks:read")
class TaskResource {
    private static final String WRITE = "tasks:write";

    private final TaskIntake intake;
    private final TaskService tasks;
    private final TaskLists lists;
    private final Origins origins;
    private final CurrentCaller caller;

    TaskResource(TaskIntake intake, TaskService tasks, TaskLists lists, Origins origins, CurrentCaller caller) {
        this.intake = intake;
        this.tasks = tasks;
        this.lists = lists;
        this.origins = origins;
        this.caller = caller;
    }

    /** 202 with the accepted task, whose row is committed by then; 200 with the first one of a known key. */
    @POST
    @Path("/tasks")
    @RolesAllowed({Roles.OPERATOR, Roles.SERVICE})
    @RequiresScope(WRITE)
    public Uni<RestResponse<TaskView>> submit(@Valid @NotNull SubmitTask body) {
        refuseTrialsOfOthers(body);
        return intake.accept(body, Provenance.by(channel()), origins.current()).map(TaskResource::answer);
    }

    @GET
    @Path("/tasks")
    public Uni<Page<TaskView>> list(
            @QueryParam("agent_id") UUID agentId,
            @QueryParam("status") String status,
            @QueryParam("session_id") UUID sessionId,
            @QueryParam("channel") String channel,
            @QueryParam("q") @Size(max = 200) String text,
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") Integer limit) {
        Optional<UUID> before = Optional.ofNullable(cursor).map(Cursor::decodeId);
        var filter = new TaskFilter(
                agentId,
                states(status),
                sessionId,
                channel,
                text,
                time("from", from),
                time("to", to),
                before.orElse(null));
        return lists.page(filter, Limits.of(limit));
    }

    @GET
    @Path("/tasks/counts")
    public Uni<Map<String, Long>> counts() {
        return lists.counts();
    }

    @GET
    @Path("/tasks/{id}")
    @RolesAllowed({Roles.VIEWER, Roles.SERVICE})
    public Uni<TaskView> get(@PathParam("id") UUID id) {
        return tasks.required(id).map(TaskView::of);
    }

    /** The body may be absent, and then its media type too; without the annotation that would be a 415. */
    @POST
    @Path("/tasks/{id}/cancel")
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(202)
    @RolesAllowed(Roles.OPERATOR)
    @RequiresScope(WRITE)
    public Uni<TaskView> cancel(@PathParam("id") UUID id, @Valid CancelTask body) {
        return tasks.cancel(id, CancelTask.reasonOf(body), origins.current()).map(TaskView::of);
    }

    @POST
    @Path("/tasks/{id}/retry")
    @RolesAllowed(Roles.OPERATOR)
    @RequiresScope(WRITE)
    public Uni<RestResponse<TaskView>> retry(@PathParam("id") UUID id) {
        return tasks.retry(id, origins.current()).map(TaskResource::answer);
    }

    @GET
    @Path("/queue")
    public Uni<Page<QueuedAgent>> queue(@QueryParam("limit") Integer limit) {
        // agents that have waited longest come first; what a queue holds changes too fast for further pages
        return lists.queue(Limits.of(limit)).map(agents -> new Page<>(agents, null));
    }

    private static RestResponse<TaskView> answer(Accepted accepted) {
        TaskView view = TaskView.of(accepted.task());
        if (!accepted.created()) {
            return RestResponse.ok(view);
        }
        return ResponseBuilder.<TaskView>create(202)
                .location(URI.create("/api/runtime/tasks/" + view.id()))
                .entity(view)
                .build();
    }

    /** Trying a draft is for those who may edit it: admins, and tokens with the scope. */
    private void refuseTrialsOfOthers(SubmitTask body) {
        var who = caller.get();
        boolean mayEdit = who.scopes().map(scopes -> who.allows("agents:write")).orElse(who.hasRole(Roles.ADMIN));
        if (body.trial() && !mayEdit) {
            throw Problem.forbidden("scope_missing", "Trying a draft needs the role admin or the scope agents:write.");
        }
    }

    private String channel() {
        return caller.get().sessionId().isPresent() ? "dashboard" : "api";
    }

    /** One state or several, separated by commas. */
    private static List<TaskState> states(String given) {
        try {
            return given == null || given.isBlank()
                    ? List.of()
                    : Stream.of(given.split(","))
                            .map(String::strip)
                            .map(TaskState::of)
                            .toList();
        } catch (IllegalArgumentException unknown) {
            throw Problem.badRequest("status_unknown", "status must name states such as queued,running.")
                    .violation("status", "status_unknown", given);
        }
    }

    private static Instant time(String parameter, String given) {
        try {
            return given == null ? null : Instant.parse(given);
        } catch (DateTimeException malformed) {
            throw Problem.badRequest("time_invalid", parameter + " must be a time such as 2026-01-31T12:00:00Z.")
                    .violation(parameter, "time_invalid", given);
        }
    }
}
