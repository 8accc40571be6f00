package dev.koda.storage.artifact;

import java.io.InputStream;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import io.smallrye.common.annotation.RunOnVirtualThread;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

import dev.koda.platform.security.RequiresScope;
import dev.koda.platform.security.Roles;

/** Gives content out: whole, in stretches, or not again when the caller has it. */
@Path("/api/control-plane/artifacts/{id}/content")
@RolesAllowed({Roles.VIEWER, Roles.SERVICE})
@RequiresScope("storage:read")
public class ContentResource {
    private final ArtifactService artifacts;
    private final Transfers transfers;

    ContentResource(ArtifactService artifacts, Transfers transfers) {
        this.artifacts = artifacts;
        this.transfers = transfers;
    }

    /** The content, streamed. Takes {@code Range} with one range and {@code If-None-Match} with the SHA-256. */
    @GET
    @RunOnVirtualThread
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    public RestResponse<InputStream> content(
            @RestPath UUID id,
            @HeaderParam("Range") String range,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) String known) {
        Artifact artifact = artifacts.required(id);
        if (ContentHeaders.etag(artifact).equals(known)) {
            return ContentHeaders.add(ResponseBuilder.<InputStream>create(304), artifact)
                    .build();
        }
        ByteRange wanted = ByteRange.of(range, artifact.sizeBytes());
        return head(artifact, wanted).entity(stream(artifact, wanted)).build();
    }

    /** The headers alone. */
    @HEAD
    @RunOnVirtualThread
    public RestResponse<InputStream> head(@RestPath UUID id) {
        Artifact artifact = artifacts.required(id);
        return head(artifact, ByteRange.of(null, artifact.sizeBytes())).build();
    }

    private static ResponseBuilder<InputStream> head(Artifact artifact, ByteRange range) {
        ResponseBuilder<InputStream> response = ContentHeaders.add(
                        ResponseBuilder.<InputStream>create(range.partial() ? 206 : 200), artifact)
                .header(HttpHeaders.CONTENT_LENGTH, range.length());
        return range.partial() ? response.header("Content-Range", range.contentRange()) : response;
    }

    private InputStream stream(Artifact artifact, ByteRange range) {
        transfers.beginDownload();
        try {
            return new ContentStream(artifacts.open(artifact, range), transfers);
        } catch (RuntimeException notOpened) {
            transfers.endDownload(0);
            throw notOpened;
        }
    }
}
