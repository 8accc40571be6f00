package dev.koda.provider.doctor;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Singleton;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.health.api.HealthGroup;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.health.HealthCheckResponse;

import dev.koda.platform.doctor.Check;
import dev.koda.platform.doctor.Scope;
import dev.koda.provider.connection.Connection;
import dev.koda.provider.connection.ConnectionRegistry;
import dev.koda.provider.connection.LastVerification;
import dev.koda.provider.settings.ProviderConfig;

/** Each enabled connection was verified lately, with a good verdict. */
@HealthGroup("doctor")
@Singleton
class VerificationsCheck implements AsyncHealthCheck {

    private static final String ID = "provider.verifications";

    /** A schedule that missed this many rounds has stopped. */
    private static final int ROUNDS = 3;

    private final ConnectionRegistry registry;
    private final ProviderConfig config;
    private final Clock clock;

    VerificationsCheck(ConnectionRegistry registry, ProviderConfig config, Clock clock) {
        this.registry = registry;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Timed.answer(ID, Scope.DOWNSTREAM, Uni.createFrom().item(this::check));
    }

    private Check check() {
        var draft = Timed.draft(ID, Scope.DOWNSTREAM);
        List<String> bad = new ArrayList<>();
        List<String> old = new ArrayList<>();
        for (Connection connection : registry.all()) {
            if (!connection.enabled()) {
                continue;
            }
            Duration age = connection.verification().map(this::age).orElse(null);
            draft.evidence(
                    connection.id(), connection.status() + (age == null ? "" : " " + age.toSeconds() + " s ago"));
            if (connection.unusable()) {
                bad.add(connection.id());
            } else if (age == null || age.compareTo(config.verifyInterval().multipliedBy(ROUNDS)) > 0) {
                old.add(connection.id());
            }
        }
        if (!bad.isEmpty()) {
            return draft.fail(
                    "not usable: " + String.join(", ", bad),
                    "read what the vendor said at /providers/" + bad.getFirst());
        }
        return old.isEmpty()
                ? draft.pass("every enabled connection was verified lately")
                : draft.warn(
                        "not verified lately: " + String.join(", ", old), "verify at /providers/" + old.getFirst());
    }

    private Duration age(LastVerification last) {
        return Duration.between(last.checkedAt(), clock.instant());
    }
}
