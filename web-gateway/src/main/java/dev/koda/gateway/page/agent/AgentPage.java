package dev.koda.gateway.page.agent;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.RestQuery;

import dev.koda.gateway.client.Listing;
import dev.koda.gateway.client.ServiceFailure;
import dev.koda.gateway.client.Trouble;
import dev.koda.gateway.client.runtime.Agent;
import dev.koda.gateway.client.runtime.AgentApi;
import dev.koda.gateway.page.frame.ForRole;
import dev.koda.gateway.page.frame.Frame;
import dev.koda.gateway.page.frame.Frames;
import dev.koda.gateway.page.frame.Go;
import dev.koda.gateway.page.frame.PageRequest;
import dev.koda.gateway.page.frame.Pager;
import dev.koda.gateway.page.frame.Payload;
import dev.koda.platform.problem.AnyQuery;

/** One agent: its draft, its versions and what the model is told. Saving changes the draft only. */
@Path("/agents/{id}")
@PermitAll
@AnyQuery
@ForRole("viewer")
@Produces(MediaType.TEXT_HTML)
public class AgentPage {

    @CheckedTemplate(basePath = "agent")
    static class Templates {
        static native TemplateInstance agent(Frame frame, AgentView view, String tab, Pager pager);
    }

    private final AgentReading reading;
    private final AgentApi agents;
    private final Frames frames;
    private final PageRequest request;

    AgentPage(AgentReading reading, @RestClient AgentApi agents, Frames frames, PageRequest request) {
        this.reading = reading;
        this.agents = agents;
        this.frames = frames;
        this.request = request;
    }

    @GET
    public Uni<Response> show(String id, @RestQuery String tab, @RestQuery String view, @RestQuery String cursor) {
        return Uni.combine()
                .all()
                .unis(frames.frame(), reading.read(id, "against".equals(view), cursor, null, null))
                .with((frame, read) -> Response.ok(Templates.agent(
                                frame, read, "versions".equals(tab) ? "versions" : "draft", pager(cursor, read)))
                        .build());
    }

    private Pager pager(String cursor, AgentView view) {
        return Pager.of(
                request.address(),
                AgentReading.VERSIONS,
                cursor,
                view.versions().or(Listing.empty()).nextCursor());
    }

    /** The draft, with what was refused and why. */
    private Uni<Response> draft(String id, Agent typed, Trouble trouble) {
        return Uni.combine()
                .all()
                .unis(frames.frame(), reading.read(id, false, null, typed, trouble))
                .with((frame, read) -> Response.status(Go.statusOf(trouble))
                        .entity(Templates.agent(frame, read, "draft", pager(null, read)))
                        .build());
    }

    @POST
    @ForRole("admin")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> save(String id, MultivaluedMap<String, String> fields) {
        DraftForm form = new DraftForm(fields);
        return agents.agent(id)
                .chain(before -> agents.edit(id, form.changed(before)))
                .map(saved -> Go.to("/agents/" + id + "?done=saved"))
                .onFailure(ServiceFailure.class)
                .recoverWithUni(failure -> draft(id, form.typed(), ServiceFailure.troubleOf("runtime", failure)));
    }

    @POST
    @Path("publish")
    @ForRole("admin")
    public Uni<Response> publish(String id) {
        return act(id, agents.publish(id), "published");
    }

    @POST
    @Path("pause")
    @ForRole("admin")
    public Uni<Response> pause(String id) {
        return act(id, agents.pause(id), "paused");
    }

    @POST
    @Path("activate")
    @ForRole("admin")
    public Uni<Response> activate(String id) {
        return act(id, agents.activate(id), "activated");
    }

    @POST
    @Path("archive")
    @ForRole("admin")
    public Uni<Response> archive(String id) {
        return act(id, agents.archive(id), "archived");
    }

    @POST
    @Path("rollback")
    @ForRole("admin")
    public Uni<Response> rollback(String id, @FormParam("version") Integer version) {
        return act(id, agents.rollback(id, Payload.of("version", version).map()), "rolled-back");
    }

    @POST
    @Path("copy")
    @ForRole("admin")
    public Uni<Response> copy(String id) {
        return agents.copy(id)
                .map(made -> Go.to("/agents/" + made.id() + "?done=copied"))
                .onFailure(ServiceFailure.class)
                .recoverWithUni(failure -> draft(id, null, ServiceFailure.troubleOf("runtime", failure)));
    }

    private Uni<Response> act(String id, Uni<Agent> act, String done) {
        return act.map(changed -> Go.to("/agents/" + id + "?done=" + done))
                .onFailure(ServiceFailure.class)
                .recoverWithUni(failure -> draft(id, null, ServiceFailure.troubleOf("runtime", failure)));
    }
}
