package dev.koda.provider.chain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import dev.koda.platform.problem.Problem;
import dev.koda.provider.catalogue.Catalogue;
import dev.koda.provider.catalogue.Model;
import dev.koda.provider.catalogue.Vendor;
import dev.koda.provider.circuit.Circuits;
import dev.koda.provider.connection.Connection;
import dev.koda.provider.connection.ConnectionRegistry;
import dev.koda.provider.connection.LastVerification;
import dev.koda.provider.settings.ProviderConfig;

/**
 * Orders the candidates of a turn: the preferred one, then every verified and enabled peer by priority, each with a
 * model that meets the need. Costs no query.
 *
 * <p>A preferred one whose last verification failed or whose circuit is open goes to the end instead of away: a stale
 * finding must not be a dead end. The rehearsal provider is a candidate only when it is the preferred one.
 */
@Singleton
public class ChainService {

    private final ConnectionRegistry registry;
    private final Catalogue catalogue;
    private final Circuits circuits;
    private final ProviderConfig config;

    ChainService(ConnectionRegistry registry, Catalogue catalogue, Circuits circuits, ProviderConfig config) {
        this.registry = registry;
        this.catalogue = catalogue;
        this.circuits = circuits;
        this.config = config;
    }

    /** The chain behind a preferred provider and model. */
    public Chain behind(String provider, String model, Need need, boolean canary) {
        catalogue.required(provider);
        List<Candidate> candidates = new ArrayList<>();
        List<Excluded> excluded = new ArrayList<>();
        Optional<Candidate> preferred = preferred(provider, model, canary, excluded);
        boolean last = preferred.isPresent() && doubtful(provider);
        if (!last) {
            preferred.ifPresent(candidates::add);
        }
        peersOf(provider).forEach(peer -> peer(peer, need, candidates, excluded));
        if (last) {
            preferred.ifPresent(candidates::add);
        }
        return new Chain(candidates, excluded);
    }

    /** The preferred candidate when nothing speaks against asking it first; costs next to nothing. */
    public Optional<Candidate> healthy(String provider, String model, boolean canary) {
        Vendor vendor = catalogue.required(provider);
        return refusal(provider, model, canary).isPresent() || doubtful(provider)
                ? Optional.empty()
                : Optional.of(Candidate.of(provider, vendor.model(model)));
    }

    private Optional<Candidate> preferred(String provider, String model, boolean canary, List<Excluded> excluded) {
        Optional<String> cause = refusal(provider, model, canary);
        cause.ifPresent(why -> excluded.add(new Excluded(provider, why)));
        return cause.isPresent()
                ? Optional.empty()
                : Optional.of(
                        Candidate.of(provider, catalogue.required(provider).model(model)));
    }

    /** Why a provider may not be used with a model at all; empty when it may. */
    public Optional<String> refusal(String provider, String model, boolean canary) {
        Optional<Connection> found = registry.find(provider);
        if (found.isEmpty()) {
            return Optional.of("not_connected");
        }
        Connection connection = found.get();
        if (connection.rehearsal() && !config.rehearsal() && !canary) {
            return Optional.of("hidden_in_production");
        }
        if (!connection.enabled()) {
            return Optional.of("disabled");
        }
        return connection.allows(model) ? Optional.empty() : Optional.of("model_not_allowed");
    }

    private boolean doubtful(String provider) {
        return circuits.open(provider)
                || registry.find(provider).map(Connection::unusable).orElse(false);
    }

    private Stream<Connection> peersOf(String provider) {
        boolean rehearsing = "rehearsal".equals(catalogue.required(provider).kind());
        return rehearsing
                ? Stream.empty() // a script has no peer: whoever asked for it wants its rules, not an AI
                : registry.all().stream()
                        .filter(connection -> !connection.id().equals(provider))
                        .sorted(Comparator.comparingInt(Connection::priority).thenComparing(Connection::id));
    }

    private void peer(Connection peer, Need need, List<Candidate> candidates, List<Excluded> excluded) {
        String cause = unfit(peer);
        Optional<Model> model = cause == null ? modelFor(peer, need) : Optional.empty();
        if (model.isPresent()) {
            candidates.add(Candidate.of(peer.id(), model.get()));
        } else {
            excluded.add(new Excluded(peer.id(), cause == null ? "no_fitting_model" : cause));
        }
    }

    private String unfit(Connection peer) {
        if (!peer.enabled()) {
            return "disabled";
        }
        if (peer.excluded()) {
            return "excluded";
        }
        if (circuits.open(peer.id())) {
            return "circuit_open";
        }
        return peer.usable()
                ? null
                : peer.verification()
                        .map(last -> last.cause() == null ? last.verdict().wire() : last.cause())
                        .orElse("unverified");
    }

    /** The best model of a peer: among those allowed, else those of the catalogue it lists, else any it lists. */
    private static Optional<Model> modelFor(Connection peer, Need need) {
        List<String> listed = peer.verification().map(LastVerification::models).orElse(List.of());
        Stream<String> known =
                peer.vendor().models().stream().map(Model::id).filter(id -> listed.isEmpty() || has(listed, id));
        Stream<String> order = peer.models().isEmpty() ? Stream.concat(known, listed.stream()) : peer.models().stream();
        return order.map(peer.vendor()::model).filter(need::metBy).findFirst();
    }

    private static boolean has(List<String> listed, String id) {
        return listed.stream().anyMatch(name -> name.equals(id) || name.startsWith(id + "-"));
    }

    /** Splits {@code provider/model}; the model's own name may hold slashes. */
    public static String[] split(String name) {
        int slash = name.indexOf('/');
        if (slash <= 0 || slash == name.length() - 1) {
            throw Problem.badRequest("model_invalid", "A model is named provider/model.")
                    .violation("model", "model_invalid", "must be provider/model");
        }
        return new String[] {name.substring(0, slash), name.substring(slash + 1)};
    }
}
