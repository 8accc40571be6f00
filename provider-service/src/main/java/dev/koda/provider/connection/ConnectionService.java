package dev.koda.provider.connection;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

import dev.koda.platform.outbox.Outbox;
import dev.koda.platform.problem.Problem;
import dev.koda.provider.actor.Actor;
import dev.koda.provider.catalogue.Catalogue;
import dev.koda.provider.catalogue.Vendor;
import dev.koda.provider.sealing.Secret;

/** Connects, changes and disconnects vendors; each in one transaction with its event and its audit entry. */
@Singleton
class ConnectionService {

    private final Catalogue catalogue;
    private final Connections connections;
    private final ConnectionOpening opening;
    private final ConnectionRegistry registry;
    private final BaseUrls baseUrls;
    private final Changes changes;

    /** What a change is recorded with. */
    @Singleton
    record Changes(Outbox outbox, Clock clock, DisconnectedListener listener) {}

    ConnectionService(
            Catalogue catalogue,
            Connections connections,
            ConnectionOpening opening,
            ConnectionRegistry registry,
            BaseUrls baseUrls,
            Changes changes) {
        this.catalogue = catalogue;
        this.connections = connections;
        this.opening = opening;
        this.registry = registry;
        this.baseUrls = baseUrls;
        this.changes = changes;
    }

    Uni<Connection> connect(String providerId, ConnectProvider command, Actor actor) {
        Vendor vendor = connectable(providerId);
        String stored = registry.find(providerId)
                .map(known -> known.access().baseUrl().toString())
                .orElse(null);
        return baseUrls.choose(vendor, command.baseUrl(), stored)
                .chain(baseUrl ->
                        connections.inTransaction(transaction -> store(transaction, vendor, command, baseUrl, actor)))
                .call(registry::refresh)
                .map(done -> connected(providerId));
    }

    Uni<Connection> change(String providerId, ChangeConnection command, Actor actor) {
        connected(providerId);
        return connect(providerId, command.asConnect(), actor);
    }

    Uni<Void> disconnect(String providerId, Actor actor) {
        connectable(providerId);
        Instant now = changes.clock().instant();
        return connections
                .inTransaction(transaction -> connections
                        .delete(transaction, providerId)
                        .invoke(existed -> {
                            if (!existed) {
                                throw notConnected(providerId);
                            }
                        })
                        .chain(() ->
                                changes.outbox().record(transaction, ConnectionEvents.removed(providerId, now, actor)))
                        .chain(() -> changes.listener().disconnected(transaction, providerId, actor)))
                .call(registry::refresh)
                .invoke(changes.outbox()::wake);
    }

    /** The connection, or the 404 that there is none. */
    Connection connected(String providerId) {
        catalogue.required(providerId);
        return registry.find(providerId).orElseThrow(() -> notConnected(providerId));
    }

    private Uni<Void> store(
            SqlConnection transaction, Vendor vendor, ConnectProvider command, String baseUrl, Actor actor) {
        return connections.lock(transaction, vendor.id()).chain(stored -> {
            ConnectionRow row = merged(vendor, stored, command, baseUrl);
            String change = stored.isEmpty() ? "connected" : command.auth() != null ? "credential" : "settings";
            return connections
                    .save(transaction, row)
                    .chain(() -> changes.outbox().record(transaction, ConnectionEvents.changed(row, change, actor)))
                    .invoke(changes.outbox()::wake);
        });
    }

    private ConnectionRow merged(
            Vendor vendor, Optional<ConnectionRow> stored, ConnectProvider command, String baseUrl) {
        boolean moved = stored.map(row -> !sameOrigin(row.baseUrl(), baseUrl)).orElse(false);
        boolean fresh = command.auth() != null || command.headers() != null || stored.isEmpty() || moved;
        Optional<ConnectionRow> before = stored;
        return new ConnectionRow(
                vendor.id(),
                credential(vendor, stored, command, moved),
                headers(vendor, stored, command, moved),
                command.auth() != null
                        ? new Secret(command.auth().apiKey()).hint()
                        : before.map(ConnectionRow::keyHint).orElse(""),
                baseUrl,
                given(command.organization(), before.map(ConnectionRow::organization)),
                given(command.project(), before.map(ConnectionRow::project)),
                given(command.enabled(), before.map(ConnectionRow::enabled).or(() -> Optional.of(true))),
                given(command.excluded(), before.map(ConnectionRow::excluded).or(() -> Optional.of(false))),
                given(
                        command.priority(),
                        before.map(ConnectionRow::priority).or(() -> Optional.of(Connection.DEFAULT_PRIORITY))),
                given(command.models(), before.map(ConnectionRow::models).or(() -> Optional.of(List.of()))),
                timeouts(command, before),
                given(
                        command.concurrency(),
                        before.map(ConnectionRow::concurrency).or(() -> Optional.of(Connection.DEFAULT_CONCURRENCY))),
                fresh ? null : before.map(ConnectionRow::verifyAttemptAt).orElse(null),
                fresh ? Optional.empty() : before.flatMap(ConnectionRow::verification),
                changes.clock().instant().atOffset(ZoneOffset.UTC));
    }

    private static Timeouts timeouts(ConnectProvider command, Optional<ConnectionRow> before) {
        Timeouts known = before.map(ConnectionRow::timeouts).orElse(Timeouts.DEFAULT);
        return command.timeouts() == null ? known : command.timeouts().or(known);
    }

    private String credential(Vendor vendor, Optional<ConnectionRow> stored, ConnectProvider command, boolean moved) {
        if (command.auth() != null) {
            return opening.sealCredential(vendor.id(), command.auth().apiKey());
        }
        String kept = stored.map(ConnectionRow::sealedCredential).orElse(null);
        if (kept != null && moved) {
            throw credentialNeeded("The address changed; give the credential again, it does not follow by itself.");
        }
        if (kept == null && vendor.keyRequired()) {
            throw credentialNeeded(vendor.title() + " needs a credential.");
        }
        return kept;
    }

    private String headers(Vendor vendor, Optional<ConnectionRow> stored, ConnectProvider command, boolean moved) {
        Map<String, String> headers = command.headers();
        if (headers != null) {
            return headers.isEmpty() ? null : opening.sealHeaders(vendor.id(), headers);
        }
        String kept = stored.map(ConnectionRow::sealedHeaders).orElse(null);
        if (kept != null && moved) {
            throw credentialNeeded("The address changed; give the headers again, they do not follow by themselves.");
        }
        return kept;
    }

    private static boolean sameOrigin(String one, String other) {
        URI left = URI.create(one);
        URI right = URI.create(other);
        return Objects.equals(left.getScheme(), right.getScheme())
                && Objects.equals(left.getRawAuthority(), right.getRawAuthority());
    }

    private static <T> T given(T value, Optional<T> before) {
        return value == null ? before.orElse(null) : value;
    }

    private Vendor connectable(String providerId) {
        Vendor vendor = catalogue.required(providerId);
        if ("rehearsal".equals(vendor.kind())) {
            throw Problem.conflict(
                    "provider_built_in", "The rehearsal provider is built in and has no connection to change.");
        }
        return vendor;
    }

    private static Problem credentialNeeded(String detail) {
        return Problem.badRequest("credential_required", detail).violation("auth.api_key", "required", detail);
    }

    private static Problem notConnected(String providerId) {
        return Problem.notFound(
                "provider_not_connected",
                "Provider '" + providerId + "' is not connected. PUT /api/control-plane/providers/" + providerId
                        + "/connection connects it.");
    }
}
