package dev.koda.auth.signing;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Without a key to sign with nobody can be let in. */
@Readiness
@ApplicationScoped
class SigningReady implements HealthCheck {

    private final CurrentKeys keys;

    SigningReady(CurrentKeys keys) {
        this.keys = keys;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("signing key").status(keys.ready()).build();
    }
}
