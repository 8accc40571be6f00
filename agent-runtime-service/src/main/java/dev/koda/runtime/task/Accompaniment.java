package dev.koda.runtime.task;

import java.util.List;
import java.util.function.Function;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

import dev.koda.platform.outbox.OutboxEvent;

/** What another feature writes in the transaction that lets go of a task. */
public record Accompaniment(List<OutboxEvent> events, Function<SqlConnection, Uni<Void>> rows) {

    static final Accompaniment NONE =
            new Accompaniment(List.of(), connection -> Uni.createFrom().voidItem());
}
