package dev.koda.auth.totp;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.hibernate.annotations.DynamicUpdate;

/** The second factor of one operator; it counts from the moment a first code confirmed it. Only changed columns
 * are written, since {@link Totps#spend} moves the last step past this object. */
@Entity
@Table(name = "totp")
@DynamicUpdate
class Totp {

    @Id
    private UUID operatorId;

    private byte[] sealedSecret;
    private Instant confirmedAt;
    /** Asked for by queries, never read here. */
    @SuppressWarnings("unused")
    private long lastStep;

    protected Totp() {}

    Totp(UUID operatorId) {
        this.operatorId = operatorId;
    }

    void enrol(byte[] sealed) {
        sealedSecret = sealed;
        confirmedAt = null;
        lastStep = 0;
    }

    void confirm(Instant at) {
        confirmedAt = at;
    }

    boolean confirmed() {
        return confirmedAt != null;
    }

    UUID operatorId() {
        return operatorId;
    }

    byte[] sealedSecret() {
        return sealedSecret;
    }
}
