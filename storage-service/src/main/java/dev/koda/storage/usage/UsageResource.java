package dev.koda.storage.usage;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import io.smallrye.common.annotation.RunOnVirtualThread;

import dev.koda.platform.security.RequiresScope;
import dev.koda.platform.security.Roles;

/** Says what takes room. */
@Path("/api/control-plane/storage/usage")
public class UsageResource {
    private final UsageService usage;

    UsageResource(UsageService usage) {
        this.usage = usage;
    }

    /** Tables, largest first, bytes below each prefix of the bucket, artifacts, and the agents that keep most. */
    @GET
    @RolesAllowed({Roles.VIEWER, Roles.SERVICE})
    @RequiresScope("storage:read")
    @RunOnVirtualThread
    public UsageReport usage() {
        return usage.measure();
    }
}
