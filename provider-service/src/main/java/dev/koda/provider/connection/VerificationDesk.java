package dev.koda.provider.connection;

import java.time.Instant;
import java.util.function.Function;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/** Where verifications are begun and ended on a connection, so that two replicas do not run the same one. */
@Singleton
public class VerificationDesk {

    private final Connections connections;
    private final ConnectionRegistry registry;

    VerificationDesk(Connections connections, ConnectionRegistry registry) {
        this.connections = connections;
        this.registry = registry;
    }

    /** Takes the right to verify, unless another verification began after {@code notSince}. */
    public Uni<Boolean> begin(String providerId, Instant now, Instant notSince) {
        return connections.beginVerification(providerId, now, notSince);
    }

    /** Stores the newest result and whatever else belongs to it, in one transaction. */
    public Uni<Void> finish(String providerId, LastVerification last, Function<SqlConnection, Uni<Void>> alongside) {
        return connections
                .inTransaction(transaction -> connections
                        .saveVerification(transaction, providerId, last)
                        .chain(() -> alongside.apply(transaction)))
                .call(registry::refresh);
    }
}
