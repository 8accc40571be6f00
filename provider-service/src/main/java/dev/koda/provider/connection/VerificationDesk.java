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
    private final ConnectionOpening opening;
    private final ConnectionRegistry registry;

    VerificationDesk(Connections connections, ConnectionOpening opening, ConnectionRegistry registry) {
        this.connections = connections;
        this.opening = opening;
        this.registry = registry;
    }

    /** Takes the right to verify, unless another verification began after {@code notSince}. */
    public Uni<Boolean> begin(String providerId, Instant now, Instant notSince) {
        return connections.beginVerification(providerId, now, notSince);
    }

    /**
     * Stores the newest result and whatever else belongs to it, in one transaction. A connection whose address or
     * credential was changed meanwhile does not count as verified: the result is about the former one.
     */
    public Uni<Void> finish(Connection verified, LastVerification last, Function<SqlConnection, Uni<Void>> alongside) {
        return connections
                .inTransaction(transaction -> connections
                        .lock(transaction, verified.id())
                        .chain(row -> row.filter(stored -> isStill(verified, stored))
                                .map(same -> connections.saveVerification(transaction, verified.id(), last))
                                .orElseGet(() -> Uni.createFrom().voidItem()))
                        .chain(() -> alongside.apply(transaction)))
                .call(registry::refresh);
    }

    private boolean isStill(Connection verified, ConnectionRow stored) {
        return opening.open(verified.vendor(), stored).access().equals(verified.access());
    }
}
