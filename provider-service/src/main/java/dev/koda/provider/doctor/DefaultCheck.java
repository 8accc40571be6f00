package dev.koda.provider.doctor;

import java.util.Optional;

import jakarta.inject.Singleton;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.health.api.HealthGroup;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.health.HealthCheckResponse;

import dev.koda.platform.doctor.Check;
import dev.koda.platform.doctor.CheckDraft;
import dev.koda.platform.doctor.Scope;
import dev.koda.provider.chain.ChainService;
import dev.koda.provider.connection.Connection;
import dev.koda.provider.connection.ConnectionRegistry;
import dev.koda.provider.defaultmodel.DefaultModel;
import dev.koda.provider.defaultmodel.DefaultModels;

/** The default model is set and can be used. That no vendor is connected at all is said by {@link ConnectionsCheck}. */
@HealthGroup("doctor")
@Singleton
class DefaultCheck implements AsyncHealthCheck {

    private static final String ID = "provider.default";

    private final DefaultModels defaults;
    private final ConnectionRegistry registry;
    private final ChainService chains;

    DefaultCheck(DefaultModels defaults, ConnectionRegistry registry, ChainService chains) {
        this.defaults = defaults;
        this.registry = registry;
        this.chains = chains;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Timed.answer(ID, Scope.DOWNSTREAM, defaults.find().map(this::check));
    }

    private Check check(Optional<DefaultModel> found) {
        CheckDraft draft = Timed.draft(ID, Scope.DOWNSTREAM);
        if (found.isPresent()) {
            return check(found.get(), draft);
        }
        return registry.all().isEmpty()
                ? draft.skip("no vendor is connected that could be the default")
                : draft.warn(
                        "no default model is set; an agent without a model of its own cannot be made",
                        "choose one in the wizard at /providers");
    }

    private Check check(DefaultModel set, CheckDraft draft) {
        String name = set.providerId() + "/" + set.model();
        String page = "/providers/" + set.providerId();
        draft.evidence("provider", set.providerId()).evidence("model", set.model());
        Optional<String> refusal = chains.refusal(set.providerId(), set.model(), false);
        if (refusal.isPresent()) {
            draft.evidence("cause", refusal.get());
            return refused(refusal.get(), name + " is the default, but ", page, draft);
        }
        return registry.find(set.providerId()).filter(Connection::unusable).isPresent()
                ? draft.fail(
                        name + " is the default, but its last verification failed",
                        "read what the vendor said at " + page)
                : draft.pass(name);
    }

    private static Check refused(String cause, String begin, String page, CheckDraft draft) {
        String other = "choose another default at /providers";
        return switch (cause) {
            case "disabled" -> draft.fail(begin + "its connection is disabled", "enable it at " + page);
            case "model_not_allowed" ->
                draft.fail(begin + "that model is not allowed", "allow it at " + page + ", or " + other);
            case "hidden_in_production" -> draft.fail(begin + "agents may not use it in production", other);
            default -> draft.fail(begin + "is not connected", "connect it at " + page + ", or " + other);
        };
    }
}
