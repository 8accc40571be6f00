package dev.koda.provider.defaultmodel;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.koda.platform.outbox.Outbox;
import dev.koda.platform.outbox.OutboxEvent;
import dev.koda.platform.outbox.Topic;
import dev.koda.platform.problem.Problem;
import dev.koda.provider.actor.Actor;
import dev.koda.provider.connection.DisconnectedListener;

/** The one default model of the installation. */
@Singleton
public class DefaultModels implements DisconnectedListener {

    /** Key of its events: one aggregate, no provider's. */
    private static final String KEY = "default";

    private static final String CE_TYPE = "dev.koda.provider.default.changed.v1";

    private final Pool pool;
    private final Outbox outbox;
    private final Clock clock;

    DefaultModels(Pool pool, Outbox outbox, Clock clock) {
        this.pool = pool;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** The default, if one is set. */
    public Uni<Optional<DefaultModel>> find() {
        return pool.query("SELECT provider_id, model FROM default_model")
                .execute()
                .map(rows -> rows.rowCount() == 0
                        ? Optional.<DefaultModel>empty()
                        : Optional.of(new DefaultModel(
                                rows.iterator().next().getString("provider_id"),
                                rows.iterator().next().getString("model"))));
    }

    /** The default, or the 409 that says how to set one. */
    public Uni<DefaultModel> required() {
        return find().map(found -> found.orElseThrow(() -> Problem.conflict(
                "provider_default_missing",
                "No default model is set. Connect a provider and choose one in the wizard at /providers, or PUT"
                        + " /api/control-plane/providers/default.")));
    }

    Uni<DefaultModel> set(DefaultModel chosen, Actor actor) {
        return pool.withTransaction(transaction -> transaction
                        .preparedQuery("""
                                INSERT INTO default_model (provider_id, model, set_at) VALUES ($1, $2, $3)
                                ON CONFLICT (only_row) DO UPDATE SET provider_id = $1, model = $2, set_at = $3""")
                        .execute(Tuple.of(
                                chosen.providerId(),
                                chosen.model(),
                                clock.instant().atOffset(ZoneOffset.UTC)))
                        .chain(() -> tell(transaction, chosen, actor)))
                .invoke(outbox::wake)
                .replaceWith(chosen);
    }

    Uni<Void> clear(Actor actor) {
        return pool.withTransaction(transaction -> transaction
                        .query("DELETE FROM default_model")
                        .execute()
                        .chain(rows -> rows.rowCount() == 0
                                ? Uni.createFrom().voidItem()
                                : tell(transaction, new DefaultModel(null, null), actor)))
                .invoke(outbox::wake);
    }

    /** A default that nobody can use any more is none: whoever needs one is told so. */
    @Override
    public Uni<Void> disconnected(SqlConnection transaction, String providerId, Actor actor) {
        return transaction
                .preparedQuery("DELETE FROM default_model WHERE provider_id = $1")
                .execute(Tuple.of(providerId))
                .chain(rows -> rows.rowCount() == 0
                        ? Uni.createFrom().voidItem()
                        : tell(transaction, new DefaultModel(null, null), actor));
    }

    private Uni<Void> tell(SqlConnection transaction, DefaultModel chosen, Actor actor) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("provider_id", chosen.providerId());
        body.put("model", chosen.model());
        body.put("changed_at", clock.instant());
        OutboxEvent audit = actor.did("provider.default.changed")
                .target("provider", chosen.providerId())
                .detail("model", chosen.model())
                .event(KEY);
        return outbox.record(
                transaction, List.of(new OutboxEvent(Topic.PROVIDER_CONNECTION, KEY, CE_TYPE, body), audit));
    }
}
