package dev.koda.provider.doctor;

import jakarta.inject.Singleton;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.health.api.HealthGroup;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.health.HealthCheckResponse;

import dev.koda.platform.doctor.Check;
import dev.koda.platform.doctor.Gate;
import dev.koda.platform.doctor.Scope;
import dev.koda.provider.sealing.Keyring;
import dev.koda.provider.sealing.MasterKeyCanary;
import dev.koda.provider.sealing.MasterKeyRefused;

/** The master key in use opens what is sealed, and nobody else on the host can read its file. */
@HealthGroup("doctor")
@Singleton
class MasterKeyCheck implements AsyncHealthCheck {

    private static final String ID = "provider.master_key";

    private final MasterKeyCanary canary;
    private final Keyring keyring;

    MasterKeyCheck(MasterKeyCanary canary, Keyring keyring) {
        this.canary = canary;
        this.keyring = keyring;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        Uni<Check> check = canary.open()
                .map(opened -> opened())
                .onFailure(MasterKeyRefused.class)
                .recoverWithItem(refused -> Timed.draft(ID, Scope.LOCAL)
                        .gates(Gate.BOOT, Gate.SERVE, Gate.UPDATE)
                        .fail(refused.getMessage(), "put the right key file back and restart provider-service"));
        return Timed.answer(ID, Scope.LOCAL, check);
    }

    private Check opened() {
        var draft = Timed.draft(ID, Scope.LOCAL)
                .gates(Gate.BOOT, Gate.SERVE, Gate.UPDATE)
                .evidence("key_id", keyring.sealer().currentKeyId());
        return keyring.openToOthers()
                ? draft.warn(
                        "others on this host can read the master key file",
                        "chmod 600 the file of CONTROL_PLANE_MASTER_KEY_FILE")
                : draft.pass("the master key opens what is sealed");
    }
}
