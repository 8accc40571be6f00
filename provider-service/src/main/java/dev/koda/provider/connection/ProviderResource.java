package dev.koda.provider.connection;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;

import io.smallrye.mutiny.Uni;

import dev.koda.platform.problem.page.Cursor;
import dev.koda.platform.problem.page.Limits;
import dev.koda.platform.problem.page.Page;
import dev.koda.platform.security.RequiresScope;
import dev.koda.platform.security.Roles;
import dev.koda.provider.actor.CurrentActor;
import dev.koda.provider.catalogue.Catalogue;
import dev.koda.provider.catalogue.Vendor;
import dev.koda.provider.settings.ProviderConfig;

/** The catalogue with its connections, and the connections' life. */
@Path("/api/control-plane/providers")
class ProviderResource {

    private final Catalogue catalogue;
    private final ConnectionRegistry registry;
    private final ConnectionService connections;
    private final ProviderConfig config;
    private final Clock clock;
    private final CurrentActor actor;

    ProviderResource(
            Catalogue catalogue,
            ConnectionRegistry registry,
            ConnectionService connections,
            ProviderConfig config,
            Clock clock,
            CurrentActor actor) {
        this.catalogue = catalogue;
        this.registry = registry;
        this.connections = connections;
        this.config = config;
        this.clock = clock;
        this.actor = actor;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    public Page<ProviderView> list(@QueryParam("limit") Integer limit, @QueryParam("cursor") String cursor) {
        int size = Limits.of(limit);
        String after = cursor == null ? null : Cursor.decode(cursor, 1).getFirst();
        List<Vendor> shown = catalogue.all().stream()
                .filter(this::visible)
                .dropWhile(vendor -> after != null && !vendor.id().equals(after))
                .skip(after == null ? 0 : 1)
                .limit(size + 1L)
                .toList();
        return Page.of(shown, size, vendor -> Cursor.encode(vendor.id())).map(this::view);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed(Roles.VIEWER)
    public ProviderView get(@PathParam("id") String id) {
        return view(shown(id));
    }

    @GET
    @Path("/{id}/connection")
    @RolesAllowed(Roles.VIEWER)
    public ConnectionView connection(@PathParam("id") String id) {
        return view(connections.connected(shown(id).id()));
    }

    @PUT
    @Path("/{id}/connection")
    @RolesAllowed(Roles.ADMIN)
    @RequiresScope("providers:write")
    public Uni<ConnectionView> connect(@PathParam("id") String id, @Valid @NotNull ConnectProvider body) {
        return connections.connect(id, body, actor.get()).map(this::view);
    }

    @PATCH
    @Path("/{id}/connection")
    @RolesAllowed(Roles.ADMIN)
    @RequiresScope("providers:write")
    public Uni<ConnectionView> change(@PathParam("id") String id, @Valid @NotNull ChangeConnection body) {
        return connections.change(id, body, actor.get()).map(this::view);
    }

    @DELETE
    @Path("/{id}/connection")
    @RolesAllowed(Roles.ADMIN)
    @RequiresScope("providers:write")
    public Uni<Void> disconnect(@PathParam("id") String id) {
        return connections.disconnect(id, actor.get());
    }

    private Vendor shown(String id) {
        Vendor vendor = catalogue.required(id);
        if (!visible(vendor)) {
            throw Catalogue.unknown(id);
        }
        return vendor;
    }

    private boolean visible(Vendor vendor) {
        return config.rehearsal() || !"rehearsal".equals(vendor.kind());
    }

    private ProviderView view(Vendor vendor) {
        return ProviderView.of(
                vendor, registry.find(vendor.id()).map(this::view).orElse(null));
    }

    private ConnectionView view(Connection connection) {
        return ConnectionView.of(connection, availableAt(connection));
    }

    /** When the next verification is allowed; null when it is now. */
    private Instant availableAt(Connection connection) {
        if (connection.verifyAttemptAt() == null) {
            return null;
        }
        Instant free = connection.verifyAttemptAt().plus(Duration.ofSeconds(config.verifyCooldownSeconds()));
        return free.isAfter(clock.instant()) ? free : null;
    }
}
