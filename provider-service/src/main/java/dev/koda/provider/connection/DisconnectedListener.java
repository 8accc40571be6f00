package dev.koda.provider.connection;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

import dev.koda.provider.actor.Actor;

/** Lets go of what named a connection, in the transaction that removes it. */
public interface DisconnectedListener {

    Uni<Void> disconnected(SqlConnection transaction, String providerId, Actor actor);
}
