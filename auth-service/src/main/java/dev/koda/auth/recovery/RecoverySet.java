package dev.koda.auth.recovery;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import dev.koda.auth.password.Argon2;

/** What the recovery codes of one operator have in common: salt and cost, so that one guess costs one slow hash. */
@Entity
@Table(name = "recovery_set")
class RecoverySet {

    @Id
    private UUID operatorId;

    private byte[] salt;
    private int memoryKib;
    private int iterations;
    private int parallelism;
    private int total;
    private Instant generatedAt;

    protected RecoverySet() {}

    RecoverySet(UUID operatorId) {
        this.operatorId = operatorId;
    }

    void renew(FreshCodes codes, Instant at) {
        salt = codes.salt();
        memoryKib = codes.cost().memoryKib();
        iterations = codes.cost().iterations();
        parallelism = codes.cost().parallelism();
        total = codes.digests().size();
        generatedAt = at;
    }

    byte[] salt() {
        return salt;
    }

    Argon2 cost() {
        return new Argon2(memoryKib, iterations, parallelism);
    }

    int total() {
        return total;
    }

    Instant generatedAt() {
        return generatedAt;
    }
}
