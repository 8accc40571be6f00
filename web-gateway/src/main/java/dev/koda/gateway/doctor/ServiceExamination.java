package dev.koda.gateway.doctor;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;

import dev.koda.gateway.health.ServiceProbes;
import dev.koda.gateway.health.ServiceProbes.Answer;
import dev.koda.gateway.upstream.Upstream;
import dev.koda.platform.doctor.Check;
import dev.koda.platform.doctor.CheckDraft;
import dev.koda.platform.doctor.CheckHealth;
import dev.koda.platform.doctor.Gate;
import dev.koda.platform.doctor.Scope;

/** Asks one service whether it lives, whether it is ready, and what its own checks say. */
@Singleton
class ServiceExamination {
    private static final Duration QUICK = Duration.ofSeconds(2);
    private static final Duration THOROUGH = Duration.ofSeconds(3);

    private final ServiceProbes probes;
    private final ObjectMapper json;

    ServiceExamination(ServiceProbes probes, ObjectMapper json) {
        this.probes = probes;
        this.json = json;
    }

    /** {@code service.<name>} first, then what the service says itself. */
    Uni<List<Check>> of(Upstream upstream) {
        long started = System.nanoTime();
        return Uni.combine()
                .all()
                .unis(
                        ask(upstream, "/q/health/live", QUICK),
                        ask(upstream, "/q/health/ready", THOROUGH),
                        ask(upstream, "/q/health/group/doctor", THOROUGH))
                .with((live, ready, doctor) -> {
                    List<Check> checks = new ArrayList<>();
                    checks.add(service(upstream, live, ready).took(Duration.ofNanos(System.nanoTime() - started)));
                    checks.addAll(doctor.map(this::read).map(CheckHealth::parse).orElseGet(List::of));
                    return checks;
                });
    }

    private Uni<Optional<Answer>> ask(Upstream upstream, String path, Duration patience) {
        return probes.get(upstream, path, patience)
                .map(Optional::of)
                .onFailure()
                .recoverWithItem(Optional.empty());
    }

    private Check service(Upstream upstream, Optional<Answer> live, Optional<Answer> ready) {
        String name = upstream.service().shortName();
        CheckDraft draft = Check.of("service." + name)
                .scope(Scope.DOWNSTREAM)
                .gates(Gate.SERVE, Gate.UPDATE)
                .evidence("address", upstream.address().toString());
        if (live.isEmpty()) {
            return draft.fail(
                    upstream.title() + " does not answer at " + upstream.address(),
                    "koda logs " + name + "   then   koda up");
        }
        if (ready.filter(Answer::isOk).isPresent()) {
            return draft.pass(upstream.title() + " is ready");
        }
        String missing =
                ready.map(this::read).map(ServiceExamination::missing).orElse("its readiness check does not answer");
        return draft.evidence("not_ready", missing)
                .fail(upstream.title() + " lives but is not ready: " + missing, "koda logs " + name);
    }

    private static String missing(JsonNode readiness) {
        return StreamSupport.stream(readiness.path("checks").spliterator(), false)
                .filter(check -> !check.path("status").asText().equals("UP"))
                .map(check -> check.path("name").asText())
                .collect(Collectors.joining(", "));
    }

    private JsonNode read(Answer answer) {
        try {
            return json.readTree(answer.body().getBytes());
        } catch (IOException unreadable) {
            return json.createObjectNode();
        }
    }
}
