package dev.koda.auth.doctor;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.health.api.HealthGroup;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.health.HealthCheckResponse;

import dev.koda.auth.settings.House;
import dev.koda.platform.doctor.Check;

/** Warns while everybody on this machine is the owner. */
@HealthGroup("doctor")
@ApplicationScoped
class SignInModeCheck implements AsyncHealthCheck {

    private static final String ID = "auth.mode";

    private final House house;

    SignInModeCheck(House house) {
        this.house = house;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Timed.answer(ID, Uni.createFrom().item(this::check));
    }

    private Check check() {
        return house.developmentSignIn()
                ? Timed.draft(ID)
                        .warn(
                                "requests from loopback act as the owner without signing in",
                                "set CONTROL_PLANE_AUTH_MODE=token and restart")
                : Timed.draft(ID).pass("everybody signs in");
    }
}
