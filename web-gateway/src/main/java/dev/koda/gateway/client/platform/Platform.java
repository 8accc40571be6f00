package dev.koda.gateway.client.platform;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import org.jboss.logging.Logger;

import dev.koda.gateway.client.Answer;
import dev.koda.gateway.client.TolerantJson;
import dev.koda.gateway.doctor.Doctor;
import dev.koda.gateway.health.Components;
import dev.koda.gateway.health.PlatformHealth;

/** What the gateway itself knows of the platform, as pages read it. */
@Singleton
public class Platform {
    private static final Logger LOG = Logger.getLogger(Platform.class);
    private static final Duration DUE = Duration.ofSeconds(2);
    private static final Duration TOO_OLD = Duration.ofSeconds(30);

    private final Components components;
    private final Doctor doctor;
    private final ObjectMapper json;
    private final Clock clock;
    private volatile Sighting last;

    private record Sighting(Health health, Instant at) {
        boolean isOlder(Instant now, Duration age) {
            return Duration.between(at, now).compareTo(age) > 0;
        }
    }

    Platform(Components components, Doctor doctor, ObjectMapper json, Clock clock) {
        this.clock = clock;
        this.components = components;
        this.doctor = doctor;
        this.json = TolerantJson.from(json);
    }

    public Uni<Answer<Health>> health() {
        return Answer.of("gateway", () -> components.look().map(Platform::shown))
                .invoke(seen -> last = seen.ok() ? new Sighting(seen.value(), clock.instant()) : last);
    }

    /**
     * What was seen lately, at once, while a look that is due goes on behind it: a part that hangs must not slow every page. Only the
     * very first caller waits.
     */
    public Uni<Answer<Health>> lately() {
        Sighting known = last;
        if (known == null || known.isOlder(clock.instant(), TOO_OLD)) {
            return health();
        }
        if (known.isOlder(clock.instant(), DUE)) {
            health().subscribe().with(seen -> LOG.tracef("looked again ok=%s", seen.ok()));
        }
        return Uni.createFrom().item(Answer.got(known.health()));
    }

    /** Read as it is published, so that the page shows what the command and the API say. */
    public Uni<Answer<Report>> doctor() {
        return Answer.of(
                "gateway", Answer.SLOW, () -> doctor.report().map(report -> json.convertValue(report, Report.class)));
    }

    private static Health shown(PlatformHealth health) {
        List<Component> parts = health.components().entrySet().stream()
                .map(part -> new Component(
                        part.getKey(),
                        part.getValue().status(),
                        part.getValue().latencyMs(),
                        part.getValue().since()))
                .toList();
        return new Health(health.status(), parts);
    }
}
