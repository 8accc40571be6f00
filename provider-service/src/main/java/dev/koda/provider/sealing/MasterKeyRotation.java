package dev.koda.provider.sealing;

import java.io.IOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.koda.platform.boot.seam.Ids;
import dev.koda.platform.outbox.Outbox;
import dev.koda.platform.problem.Problem;
import dev.koda.provider.actor.Actor;

/**
 * Moves all sealed values under a new master key: mints one, unless the file already ends with one that is not in use
 * yet, then re-wraps value by value, each in its own transaction. Killed at any point it goes on at the next boot or
 * the next call: old keys stay in the file, so everything opens at every moment.
 */
@Singleton
class MasterKeyRotation {

    private static final int AFTER_CANARY = 150;

    private final Keyring keyring;
    private final MasterKeyCanary canary;
    private final Pool pool;
    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;

    private record Value(String providerId, SealedColumn column, String sealed) {}

    MasterKeyRotation(Keyring keyring, MasterKeyCanary canary, Pool pool, Outbox outbox, Ids ids, Clock clock) {
        this.keyring = keyring;
        this.canary = canary;
        this.pool = pool;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    /** Finishes a rotation that was cut short. */
    void resume(@Observes @Priority(AFTER_CANARY) StartupEvent started) throws Throwable {
        VertxContextSupport.subscribeAndAwait(() -> running()
                .chain(running -> running.isPresent()
                        ? rewrapAll(running.get(), Actor.SYSTEM).replaceWithVoid()
                        : Uni.createFrom().voidItem()));
    }

    /** Rotates, or finishes the rotation that is under way. */
    Uni<RotationView> rotate(Actor actor) {
        return running()
                .chain(running ->
                        running.isPresent() ? Uni.createFrom().item(running.get()) : newKey().chain(this::begin))
                .chain(id -> rewrapAll(id, actor));
    }

    /** The newest rotation. */
    Uni<Optional<RotationView>> newest() {
        return pool.query("SELECT * FROM master_key_rotation ORDER BY id DESC LIMIT 1")
                .execute()
                .map(rows -> rows.rowCount() == 0
                        ? Optional.empty()
                        : Optional.of(view(rows.iterator().next())));
    }

    private Uni<String> newKey() {
        return Uni.createFrom()
                .item(() -> {
                    String before = keyring.sealer().currentKeyId();
                    String onDisk = keyring.reload().currentKeyId();
                    return before.equals(onDisk) ? mint() : onDisk;
                })
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool()); // file work blocks
    }

    private String mint() {
        try {
            keyring.mint();
            return keyring.sealer().currentKeyId();
        } catch (IOException readOnly) {
            throw Problem.conflict(
                    "master_key_file_read_only",
                    "The master key file cannot be written here. Append a new line of `openssl rand -base64 32` to it"
                            + " where it is kept, then rotate again.");
        }
    }

    private Uni<UUID> begin(String toKey) {
        UUID id = ids.next();
        return pool.preparedQuery(
                        "INSERT INTO master_key_rotation (id, to_key, state, started_at) VALUES ($1, $2, 'running', $3)")
                .execute(Tuple.of(id, toKey, clock.instant().atOffset(ZoneOffset.UTC)))
                .replaceWith(id);
    }

    private Uni<RotationView> rewrapAll(UUID rotation, Actor actor) {
        return values().onItem()
                .transformToUniAndConcatenate(value -> rewrap(rotation, value))
                .collect()
                .asList()
                .chain(() -> pool.withTransaction(transaction -> finish(transaction, rotation, actor)))
                .invoke(outbox::wake)
                .chain(this::newest)
                .map(Optional::orElseThrow);
    }

    private Uni<Void> rewrap(UUID rotation, Value value) {
        Optional<String> fresh =
                keyring.sealer().rewrap(value.sealed(), value.column().placeOf(value.providerId()));
        if (fresh.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        String column = value.column().column();
        // a credential that was changed meanwhile is sealed under the new key already and stays
        String update =
                "UPDATE provider_connection SET " + column + " = $1 WHERE provider_id = $2 AND " + column + " = $3";
        return pool.withTransaction(transaction -> transaction
                .preparedQuery(update)
                .execute(Tuple.of(fresh.get(), value.providerId(), value.sealed()))
                .chain(() -> transaction
                        .preparedQuery("UPDATE master_key_rotation SET rewrapped = rewrapped + 1 WHERE id = $1")
                        .execute(Tuple.of(rotation)))
                .replaceWithVoid());
    }

    private Uni<Void> finish(SqlConnection transaction, UUID rotation, Actor actor) {
        return canary.remake(transaction)
                .chain(() -> transaction
                        .preparedQuery(
                                "UPDATE master_key_rotation SET state = 'completed', finished_at = $2 WHERE id = $1")
                        .execute(Tuple.of(rotation, clock.instant().atOffset(ZoneOffset.UTC))))
                .chain(() -> outbox.record(
                        transaction,
                        List.of(actor.did("provider.master_key.rotated")
                                .target("master_key", keyring.sealer().currentKeyId())
                                .event("master_key"))));
    }

    private Multi<Value> values() {
        return pool.query("SELECT provider_id, sealed_credential, sealed_headers FROM provider_connection")
                .execute()
                .onItem()
                .transformToMulti(rows -> {
                    List<Value> values = new ArrayList<>();
                    rows.forEach(row -> add(row, values));
                    return Multi.createFrom().iterable(values);
                });
    }

    private static void add(Row row, List<Value> values) {
        for (SealedColumn column : SealedColumn.ALL) {
            String sealed = row.getString(column.column());
            if (sealed != null) {
                values.add(new Value(row.getString("provider_id"), column, sealed));
            }
        }
    }

    private Uni<Optional<UUID>> running() {
        return pool.query("SELECT id FROM master_key_rotation WHERE state = 'running' ORDER BY id DESC LIMIT 1")
                .execute()
                .map(rows -> rows.rowCount() == 0
                        ? Optional.empty()
                        : Optional.of(rows.iterator().next().getUUID(0)));
    }

    private static RotationView view(Row row) {
        return new RotationView(
                row.getUUID("id"),
                row.getString("to_key"),
                row.getString("state"),
                row.getInteger("rewrapped"),
                row.getOffsetDateTime("started_at").toInstant(),
                row.getOffsetDateTime("finished_at") == null
                        ? null
                        : row.getOffsetDateTime("finished_at").toInstant());
    }
}
