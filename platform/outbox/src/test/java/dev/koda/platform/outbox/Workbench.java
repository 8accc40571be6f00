package dev.koda.platform.outbox;

import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.context.SmallRyeContextManagerProvider;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;

import dev.koda.platform.boot.seam.Ids;
import dev.koda.platform.testkit.database.FreshDatabase;

/** The outbox put together by hand on a real database and a real Kafka, so that a test can stop it between two steps. */
final class Workbench implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    final FreshDatabase database = FreshDatabase.create("outbox");
    final Vertx vertx = Vertx.vertx();
    final Pool pool;
    final OutboxConfig config;
    final OutboxEntries entries;
    final KafkaSender kafka;
    final Publisher publisher;
    final RelayMeters meters;
    final Relay relay;
    final Outbox outbox;
    final Inbox inbox;

    static {
        // made lazily by whichever thread comes first, which two threads at once do not survive
        SmallRyeContextManagerProvider.getManager();
    }

    Workbench(String bootstrap, String... settings) {
        database.execute(script());
        Clock clock = Clock.systemUTC();
        config = config(settings);
        pool = pool();
        entries = new OutboxEntries(pool, config);
        meters = new RelayMeters(new SimpleMeterRegistry(), clock);
        kafka = new KafkaSender(Map.of("bootstrap.servers", bootstrap), config);
        publisher = new Publisher(kafka, config);
        relay = new Relay(new RelayRound(entries, publisher, meters, config), config, vertx);
        outbox = new Outbox(new OutboxRows(new ObjectMapper(), config, clock, new Ids(clock)), relay);
        inbox = new Inbox(pool, clock, config, meters);
    }

    private static OutboxConfig config(String... settings) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .withMapping(OutboxConfig.class)
                .addDefaultInterceptors()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withDefaultValue("quarkus.application.name", "bench-service")
                // on a slow machine nothing is sent twice for being late; a test that wants it says so
                .withDefaultValue("koda.outbox.delivery-timeout", "60s")
                .withDefaultValue("koda.outbox.lease", "5m");
        Arrays.stream(settings)
                .map(setting -> setting.split("=", 2))
                .forEach(pair -> builder.withDefaultValue("koda.outbox." + pair[0], pair[1]));
        return builder.build().getConfigMapping(OutboxConfig.class);
    }

    private Pool pool() {
        PgConnectOptions options = PgConnectOptions.fromUri(database.ownerDsn());
        return new Pool(PgBuilder.pool()
                .connectingTo(options)
                .with(new PoolOptions().setMaxSize(5))
                .using(vertx)
                .build());
    }

    private static String script() {
        try (var stream = Workbench.class.getResourceAsStream("/db/outbox/V0_1__outbox.sql")) {
            return new String(stream.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (java.io.IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    Workbench relaying() {
        relay.start(new StartupEvent());
        return this;
    }

    void record(OutboxEvent... events) {
        pool.withTransaction(connection -> outbox.record(connection, List.of(events)))
                .await()
                .atMost(PATIENCE);
    }

    long waiting() {
        return number("SELECT count(*) FROM outbox");
    }

    long number(String sql) {
        return pool.query(sql)
                .execute()
                .map(rows -> rows.iterator().next().getLong(0))
                .await()
                .atMost(PATIENCE);
    }

    static OutboxEvent event(Topic topic, String key, int number) {
        return new OutboxEvent(topic, key, "dev.koda.bench.thing.counted.v1", Map.of("number", number));
    }

    @Override
    public void close() {
        stopRelay();
        kafka.close();
        pool.closeAndAwait();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        database.close();
    }

    private void stopRelay() {
        try {
            relay.stop(new ShutdownEvent());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
