package dev.koda.provider.doctor;

import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.health.api.HealthGroup;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.health.HealthCheckResponse;

import dev.koda.platform.doctor.Check;
import dev.koda.platform.doctor.CheckDraft;
import dev.koda.platform.doctor.Scope;
import dev.koda.provider.chain.Candidate;
import dev.koda.provider.chain.Chain;
import dev.koda.provider.chain.ChainService;
import dev.koda.provider.chain.Need;
import dev.koda.provider.connection.Connection;
import dev.koda.provider.connection.ConnectionRegistry;
import dev.koda.provider.defaultmodel.DefaultModel;
import dev.koda.provider.defaultmodel.DefaultModels;

/** At least one verified and enabled peer takes over when the default's vendor fails. */
@HealthGroup("doctor")
@Singleton
class FallbackCheck implements AsyncHealthCheck {

    private static final String ID = "provider.fallback";

    private final DefaultModels defaults;
    private final ConnectionRegistry registry;
    private final ChainService chains;

    FallbackCheck(DefaultModels defaults, ConnectionRegistry registry, ChainService chains) {
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
        if (found.isEmpty()) {
            return draft.skip("no default model is set that a peer could take over from");
        }
        DefaultModel set = found.get();
        if (registry.find(set.providerId()).filter(Connection::rehearsal).isPresent()) {
            return draft.skip("the default is the rehearsal provider, which needs no peer");
        }
        Chain chain = chains.behind(set.providerId(), set.model(), Need.NOTHING, false);
        List<String> peers = chain.candidates().stream()
                .map(Candidate::provider)
                .filter(provider -> !provider.equals(set.providerId()))
                .toList();
        chain.excluded().stream()
                .filter(left -> !left.provider().equals(set.providerId()))
                .forEach(left -> draft.evidence("left_out." + left.provider(), left.cause()));
        return peers.isEmpty()
                ? draft.warn(
                        "no peer takes over when " + set.providerId() + " fails: tasks under way then fail",
                        "connect and verify at least one more provider at /providers")
                : draft.pass("after " + set.providerId() + " come " + String.join(", ", peers));
    }
}
