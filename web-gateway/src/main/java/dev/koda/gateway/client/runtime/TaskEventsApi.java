package dev.koda.gateway.client.runtime;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.rest.client.reactive.jackson.ClientObjectMapper;
import io.smallrye.mutiny.Multi;
import org.eclipse.microprofile.rest.client.annotation.RegisterClientHeaders;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.client.SseEvent;

import dev.koda.gateway.client.ServiceFailures;
import dev.koda.gateway.client.TolerantJson;
import dev.koda.gateway.client.VisitorHeaders;

/** The live events of a task. A client of its own, because a stream has no end to wait for. */
@Path("/api/runtime")
@RegisterRestClient(configKey = "runtime-events")
@RegisterProvider(ServiceFailures.class)
@RegisterClientHeaders(VisitorHeaders.class)
public interface TaskEventsApi {
    @GET
    @Path("/tasks/{id}/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    Multi<SseEvent<String>> events(@PathParam("id") String id, @HeaderParam("Last-Event-ID") String lastEventId);

    @ClientObjectMapper
    static ObjectMapper json(ObjectMapper shared) {
        return TolerantJson.from(shared);
    }
}
