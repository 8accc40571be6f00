package dev.koda.auth.signing;

import java.time.Instant;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import io.smallrye.mutiny.Uni;

import dev.koda.auth.origin.Actors;
import dev.koda.auth.origin.CurrentClient;
import dev.koda.auth.origin.HostOnly;
import dev.koda.platform.security.CurrentCaller;
import dev.koda.platform.security.Roles;

/** Replaces the signing key: {@code koda auth rotate-keys}. */
@Path("/api/control-plane/auth/keys")
class KeysResource {

    private final CurrentKeys keys;
    private final CurrentCaller caller;
    private final CurrentClient client;

    KeysResource(CurrentKeys keys, CurrentCaller caller, CurrentClient client) {
        this.keys = keys;
        this.caller = caller;
        this.client = client;
    }

    @POST
    @Path("/rotate")
    @RolesAllowed(Roles.OWNER)
    public Uni<RotatedKey> rotate() {
        return keys.rotate(Actors.of(HostOnly.require(caller.get())), client.get())
                .map(RotatedKey::of);
    }

    /** The new key and when it begins to sign. */
    record RotatedKey(String kid, Instant activeFrom) {
        static RotatedKey of(SigningKey key) {
            return new RotatedKey(key.id(), key.activeFrom());
        }
    }
}
