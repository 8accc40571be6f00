package dev.koda.gateway.page.task;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.RestQuery;

import dev.koda.gateway.client.runtime.TaskApi;
import dev.koda.gateway.page.frame.ForRole;
import dev.koda.gateway.page.frame.Frame;
import dev.koda.gateway.page.frame.Frames;
import dev.koda.gateway.page.frame.Go;
import dev.koda.gateway.page.frame.PageRequest;
import dev.koda.gateway.page.frame.Payload;
import dev.koda.platform.problem.AnyQuery;

/** One task: the question it waits on, its facts, its result and its trace, live while it runs. */
@Path("/tasks/{id}")
@PermitAll
@AnyQuery
@ForRole("viewer")
@Produces(MediaType.TEXT_HTML)
public class TaskPage {

    @CheckedTemplate(basePath = "task")
    static class Templates {
        static native TemplateInstance task(Frame frame, TaskView view);

        static native TemplateInstance live(Frame frame, TaskView view);
    }

    private final TaskReading reading;
    private final TaskApi tasks;
    private final TaskLive live;
    private final Frames frames;
    private final PageRequest request;

    TaskPage(TaskReading reading, @RestClient TaskApi tasks, TaskLive live, Frames frames, PageRequest request) {
        this.reading = reading;
        this.tasks = tasks;
        this.live = live;
        this.frames = frames;
        this.request = request;
    }

    @GET
    public Uni<TemplateInstance> show(String id) {
        return Uni.combine()
                .all()
                .unis(frames.frame(), reading.read(id, Look.of(request.address())))
                .with(Templates::task);
    }

    /** The same page's living part, drawn again on each change, at most four times a second, a long one once. */
    @GET
    @Path("live")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Multi<OutboundSseEvent> live(String id, @RestQuery String after) {
        Frame frame = frames.quiet();
        Look look = Look.of(request.address().at("/tasks/" + id));
        return live.of(id, after, () -> reading.read(id, look)
                .map(view -> new TaskLive.Picture(Templates.live(frame, view), view.isLong())));
    }

    @POST
    @Path("cancel")
    @ForRole("operator")
    public Uni<Response> cancel(String id, @FormParam("reason") String reason) {
        return tasks.cancel(id, Payload.of("reason", reason).map())
                .map(done -> Go.to("/tasks/" + id + "?done=cancelled"));
    }

    @POST
    @Path("retry")
    @ForRole("operator")
    public Uni<Response> retry(String id) {
        return tasks.retry(id).map(again -> Go.to("/tasks/" + again.id() + "?done=retried"));
    }
}
