package dev.koda.runtime.stream;

import java.util.UUID;

import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.UriInfo;

import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

import dev.koda.platform.security.CurrentCaller;
import dev.koda.runtime.task.TaskService;

/**
 * Refuses the stream of a task that is not there. Once a stream has begun, its failure can only close the connection:
 * the client would see a broken answer where it should see 404. Runs after roles were checked.
 */
class KnownTaskFilter {
    private final TaskService tasks;
    private final CurrentCaller caller;

    KnownTaskFilter(TaskService tasks, CurrentCaller caller) {
        this.tasks = tasks;
        this.caller = caller;
    }

    @ServerRequestFilter(nonBlocking = true)
    Uni<Void> exists(ResourceInfo resource, UriInfo uri) {
        // a token without the scope is refused for that, whichever filter comes first
        if (resource.getResourceClass() != EventResource.class || !caller.get().allows(EventResource.SCOPE)) {
            return Uni.createFrom().voidItem();
        }
        try {
            return tasks.required(UUID.fromString(uri.getPathParameters().getFirst("id")))
                    .replaceWithVoid();
        } catch (IllegalArgumentException malformed) {
            // the resource answers what it answers to every malformed id
            return Uni.createFrom().voidItem();
        }
    }
}
