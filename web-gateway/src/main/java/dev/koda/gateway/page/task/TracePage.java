package dev.koda.gateway.page.task;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.RestQuery;

import dev.koda.gateway.client.runtime.Step;
import dev.koda.gateway.page.frame.Address;
import dev.koda.gateway.page.frame.ForRole;
import dev.koda.gateway.page.frame.Frame;
import dev.koda.gateway.page.frame.Frames;
import dev.koda.gateway.page.frame.Go;
import dev.koda.gateway.page.frame.PageRequest;
import dev.koda.platform.problem.AnyQuery;

/** Parts of a trace that is too long to be drawn at once: blocks of its lines, a step of it, and the way to one. */
@Path("/tasks/{id}/trace")
@PermitAll
@AnyQuery
@ForRole("viewer")
@Produces(MediaType.TEXT_HTML)
public class TracePage {
    /** Blocks of one answer; more are never in view at once. */
    private static final int MOST = 12;

    @CheckedTemplate(basePath = "task")
    static class Templates {
        static native TemplateInstance part(Frame frame, Waterfall wf);

        static native TemplateInstance step(Frame frame, TaskView view);
    }

    private final TaskReading reading;
    private final Frames frames;
    private final PageRequest request;

    TracePage(TaskReading reading, Frames frames, PageRequest request) {
        this.reading = reading;
        this.frames = frames;
        this.request = request;
    }

    private Look look(String id) {
        Address page = request.address().at("/tasks/" + id);
        return Look.of(page.without("first")
                .without("last")
                .without("to_next")
                .without("back")
                .without("iteration"));
    }

    @GET
    @Path("blocks")
    public Uni<TemplateInstance> blocks(String id, @RestQuery int first, @RestQuery int last) {
        Frame frame = frames.quiet();
        return reading.drawing(id, look(id))
                .map(drawing -> Templates.part(frame, drawing.drawn(first, Math.min(last, first + MOST - 1))));
    }

    /** What is known of one step. */
    @GET
    @Path("step")
    public Uni<TemplateInstance> step(String id) {
        Frame frame = frames.quiet();
        return reading.read(id, look(id)).map(view -> Templates.step(frame, view));
    }

    /** Leads to the next step of a sort after the one in the address, or to an iteration. */
    @GET
    @Path("jump")
    public Uni<Response> jump(
            String id, @RestQuery("to_next") String sort, @RestQuery boolean back, @RestQuery Integer iteration) {
        Look look = look(id);
        return reading.drawing(id, look)
                .map(drawing -> Go.to(
                        drawing.steps().isEmpty()
                                ? look.address().toString()
                                : (iteration != null
                                                ? Jump.iteration(drawing.steps(), iteration)
                                                : Jump.of(sort)
                                                        .flatMap(jump -> jump.from(drawing.steps(), from(look), back)))
                                        .map(step -> there(drawing, look, step))
                                        .orElse(look.address().toString())));
    }

    private static int from(Look look) {
        return look.step() == null ? 0 : look.step();
    }

    /** What would hide the step is left: a filter it does not pass, an axis it does not lie on. */
    private static String there(Drawing drawing, Look look, Step step) {
        Address page = look.address().without("at").with("step", step.seq().toString());
        Address shown = look.show().keeps(step) ? page : page.without("show");
        Address seen = look.zoom().shows(drawing.span(step)) ? shown : Zoom.WHOLE.in(shown);
        return seen + "#step-" + step.seq();
    }
}
