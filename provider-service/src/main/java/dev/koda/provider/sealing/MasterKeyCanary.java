package dev.koda.provider.sealing;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * A known text sealed in the database. Every boot opens it, so that a wrong master key is found before anything is
 * sealed under it or sent to a vendor.
 */
@Singleton
public class MasterKeyCanary {

    /** Before everything that opens credentials. */
    private static final int FIRST = 100;

    static final String PLACE = "canary";
    static final String TEXT = "koda canary";

    private final Keyring keyring;
    private final Pool pool;
    private final Clock clock;

    MasterKeyCanary(Keyring keyring, Pool pool, Clock clock) {
        this.keyring = keyring;
        this.pool = pool;
        this.clock = clock;
    }

    void start(@Observes @Priority(FIRST) StartupEvent started) throws Throwable {
        VertxContextSupport.subscribeAndAwait(this::openOrMake);
    }

    /** Opens the stored canary with the keys of this process; fails with {@link MasterKeyRefused}. */
    public Uni<Void> open() {
        return find().invoke(stored -> stored.ifPresent(text -> check(keyring.sealer(), text)))
                .replaceWithVoid();
    }

    /** Seals the canary under the current key. */
    Uni<Void> remake(SqlClient client) {
        return client.preparedQuery("""
                        INSERT INTO master_key_canary (sealed, made_at) VALUES ($1, $2)
                        ON CONFLICT (only_row) DO UPDATE SET sealed = $1, made_at = $2""")
                .execute(Tuple.of(
                        keyring.sealer().seal(TEXT, PLACE), clock.instant().atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    static void check(Sealer sealer, String sealed) {
        if (!TEXT.equals(sealer.open(sealed, PLACE))) {
            throw new MasterKeyRefused("a canary that holds another text", "restore the database");
        }
    }

    private Uni<Void> openOrMake() {
        return find().chain(stored -> {
            stored.ifPresent(text -> check(keyring.sealer(), text));
            return stored.isPresent() ? Uni.createFrom().voidItem() : remake(pool);
        });
    }

    private Uni<Optional<String>> find() {
        return pool.query("SELECT sealed FROM master_key_canary")
                .execute()
                .map(rows -> rows.rowCount() == 0
                        ? Optional.empty()
                        : Optional.of(rows.iterator().next().getString(0)));
    }
}
