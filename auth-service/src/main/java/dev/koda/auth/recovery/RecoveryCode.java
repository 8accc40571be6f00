package dev.koda.auth.recovery;

import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A code not used yet; using it deletes the row, which is what lets one of two parallel uses win. */
@Entity
@Table(name = "recovery_code")
class RecoveryCode {

    @Id
    private UUID id;

    /** Asked for by queries, never read here. */
    @SuppressWarnings("unused")
    private UUID operatorId;
    /** Asked for by queries, never read here. */
    @SuppressWarnings("unused")
    private byte[] digest;

    protected RecoveryCode() {}

    RecoveryCode(UUID id, UUID operatorId, byte[] digest) {
        this.id = id;
        this.operatorId = operatorId;
        this.digest = digest;
    }
}
