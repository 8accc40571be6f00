package dev.koda.gateway.health;

import jakarta.inject.Singleton;

/** Asks the stores behind the services whether they answer at all; what they hold is the services' to check. */
@Singleton
public class StoreProbes {
    private final PostgresGreeting postgres;
    private final KafkaCluster kafka;
    private final ObjectStoreAnswer objectStore;

    StoreProbes(PostgresGreeting postgres, KafkaCluster kafka, ObjectStoreAnswer objectStore) {
        this.postgres = postgres;
        this.kafka = kafka;
        this.objectStore = objectStore;
    }

    Probe postgres() {
        return new Probe("postgres", postgres.ask());
    }

    Probe kafka() {
        return new Probe("kafka", kafka.ask().replaceWithVoid());
    }

    Probe objectStorage() {
        return new Probe("object_storage", objectStore.ask());
    }
}
