package dev.koda.storage.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import io.smallrye.common.annotation.RunOnVirtualThread;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.multipart.FileUpload;

import dev.koda.platform.problem.Problem;
import dev.koda.platform.security.Caller;
import dev.koda.platform.security.CurrentCaller;
import dev.koda.platform.security.RequiresScope;
import dev.koda.platform.security.Roles;

/** Takes artifacts in, as a raw body or as a form. */
@Path("/api/control-plane/artifacts")
@RolesAllowed({Roles.OPERATOR, Roles.SERVICE})
@RequiresScope("storage:write")
public class UploadResource {
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private final ArtifactService artifacts;
    private final Transfers transfers;
    private final CurrentCaller caller;

    UploadResource(ArtifactService artifacts, Transfers transfers, CurrentCaller caller) {
        this.artifacts = artifacts;
        this.transfers = transfers;
        this.caller = caller;
    }

    /**
     * Keeps the body, streamed, of any length up to {@code ARTIFACT_MAX_UPLOAD_BYTES}. The same caller's second upload
     * with the same {@code Idempotency-Key} answers with the first one's artifact.
     */
    @POST
    @Consumes(MediaType.WILDCARD)
    @RunOnVirtualThread
    public RestResponse<ArtifactView> upload(
            @RestQuery("agent_id") UUID agentId,
            @RestQuery("task_id") UUID taskId,
            @RestQuery String name,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) String mediaType,
            @HeaderParam(HttpHeaders.CONTENT_LENGTH) Long length,
            @HeaderParam(IDEMPOTENCY_KEY) String idempotencyKey,
            InputStream body) {
        NewArtifact wanted = new NewArtifact(agentId, taskId, name, mediaType, creator(), idempotencyKey);
        return created(transfers.upload(() -> artifacts.keep(wanted, body, length == null ? -1 : length)));
    }

    /** The same as a form: {@code file}, and {@code name}, {@code agent_id}, {@code task_id} there or in the query. */
    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @RunOnVirtualThread
    public RestResponse<ArtifactView> uploadForm(
            @RestQuery("agent_id") UUID agentId,
            @RestQuery("task_id") UUID taskId,
            @RestQuery String name,
            @HeaderParam(IDEMPOTENCY_KEY) String idempotencyKey,
            @RestForm("file") FileUpload file,
            @RestForm("agent_id") UUID formAgentId,
            @RestForm("task_id") UUID formTaskId,
            @RestForm("name") String formName) {
        if (file == null) {
            throw Problem.badRequest("artifact_invalid", "The form has no part `file`.")
                    .violation("file", "invalid", "is missing");
        }
        NewArtifact wanted = new NewArtifact(
                first(agentId, formAgentId),
                first(taskId, formTaskId),
                first(first(name, formName), file.fileName()),
                file.contentType(),
                creator(),
                idempotencyKey);
        return created(transfers.upload(() -> keep(wanted, file)));
    }

    private Artifact keep(NewArtifact wanted, FileUpload file) {
        try (InputStream body = Files.newInputStream(file.uploadedFile())) {
            return artifacts.keep(wanted, body, file.size());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private NewArtifact.Creator creator() {
        Caller current = caller.get();
        return new NewArtifact.Creator(current.kind().word(), current.id());
    }

    private static RestResponse<ArtifactView> created(Artifact artifact) {
        return RestResponse.ResponseBuilder.<ArtifactView>created(
                        URI.create("/api/control-plane/artifacts/" + artifact.id()))
                .entity(ArtifactView.of(artifact))
                .build();
    }

    private static <T> T first(T preferred, T otherwise) {
        return preferred == null ? otherwise : preferred;
    }
}
