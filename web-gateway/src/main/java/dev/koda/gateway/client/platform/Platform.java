package dev.koda.gateway.client.platform;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;

import dev.koda.gateway.client.Answer;
import dev.koda.gateway.client.TolerantJson;
import dev.koda.gateway.doctor.Doctor;
import dev.koda.gateway.health.Components;
import dev.koda.gateway.health.PlatformHealth;

/** What the gateway itself knows of the platform, as pages read it. */
@ApplicationScoped
public class Platform {
    private final Components components;
    private final Doctor doctor;
    private final ObjectMapper json;

    Platform(Components components, Doctor doctor, ObjectMapper json) {
        this.components = components;
        this.doctor = doctor;
        this.json = TolerantJson.from(json);
    }

    public Uni<Answer<Health>> health() {
        return Answer.of("gateway", () -> components.look().map(Platform::shown));
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
