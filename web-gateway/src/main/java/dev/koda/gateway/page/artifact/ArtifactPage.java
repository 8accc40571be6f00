package dev.koda.gateway.page.artifact;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.rest.client.inject.RestClient;

import dev.koda.gateway.client.Answer;
import dev.koda.gateway.client.storage.Artifact;
import dev.koda.gateway.client.storage.StorageApi;
import dev.koda.gateway.page.frame.ForRole;
import dev.koda.gateway.page.frame.Frame;
import dev.koda.gateway.page.frame.Frames;
import dev.koda.gateway.page.frame.Go;
import dev.koda.platform.problem.AnyQuery;

/** One kept file: its manifest and, where it is text, its beginning. */
@Path("/artifacts/{id}")
@PermitAll
@AnyQuery
@ForRole("viewer")
@Produces(MediaType.TEXT_HTML)
public class ArtifactPage {
    /** Bytes shown of a text; the rest is a download away. */
    private static final int PREVIEW = 65_536;

    @CheckedTemplate(basePath = "artifact")
    static class Templates {
        static native TemplateInstance artifact(Frame frame, Artifact artifact, Answer<String> text, boolean cut);
    }

    private final StorageApi storage;
    private final Frames frames;

    ArtifactPage(@RestClient StorageApi storage, Frames frames) {
        this.storage = storage;
        this.frames = frames;
    }

    @GET
    public Uni<TemplateInstance> show(String id) {
        return frames.frame().chain(frame -> storage.artifact(id).chain(artifact -> text(artifact)
                .map(text -> Templates.artifact(frame, artifact, text, isCut(artifact)))));
    }

    private Uni<Answer<String>> text(Artifact artifact) {
        return artifact.isText()
                ? Answer.of("storage", () -> storage.content(artifact.id(), "bytes=0-" + (PREVIEW - 1)))
                : Uni.createFrom().item(Answer.got(null));
    }

    private static boolean isCut(Artifact artifact) {
        return artifact.size() != null && artifact.size() > PREVIEW;
    }

    @POST
    @Path("delete")
    @ForRole("operator")
    public Uni<Response> delete(String id) {
        return storage.delete(id).replaceWith(() -> Go.to("/artifacts?done=deleted"));
    }
}
