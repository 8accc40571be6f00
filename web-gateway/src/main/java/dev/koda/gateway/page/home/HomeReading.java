package dev.koda.gateway.page.home;

import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.rest.client.inject.RestClient;

import dev.koda.gateway.client.Answer;
import dev.koda.gateway.client.Listing;
import dev.koda.gateway.client.Trouble;
import dev.koda.gateway.client.auth.AuthApi;
import dev.koda.gateway.client.auth.Checklist;
import dev.koda.gateway.client.auth.RecoveryCodes;
import dev.koda.gateway.client.platform.Health;
import dev.koda.gateway.client.platform.Platform;
import dev.koda.gateway.client.provider.Budget;
import dev.koda.gateway.client.provider.Cost;
import dev.koda.gateway.client.provider.Provider;
import dev.koda.gateway.client.provider.ProviderApi;
import dev.koda.gateway.client.runtime.AgentApi;
import dev.koda.gateway.client.runtime.AgentNames;
import dev.koda.gateway.client.runtime.Approval;
import dev.koda.gateway.client.runtime.Task;
import dev.koda.gateway.client.runtime.TaskApi;
import dev.koda.gateway.page.frame.Frame;

/** Asks every service for its part of the home page at once; each fails alone. */
@Singleton
class HomeReading {
    private static final int RUNNING = 6;
    private static final int LATEST = 30;
    private static final int AGENTS = 200;
    private static final int QUESTIONS = 20;

    private final TaskApi tasks;
    private final AgentApi agents;
    private final ProviderApi providers;
    private final AuthApi auth;
    private final Platform platform;
    private final Clock clock;

    HomeReading(
            @RestClient TaskApi tasks,
            @RestClient AgentApi agents,
            @RestClient ProviderApi providers,
            @RestClient AuthApi auth,
            Platform platform,
            Clock clock) {
        this.tasks = tasks;
        this.agents = agents;
        this.providers = providers;
        this.auth = auth;
        this.platform = platform;
        this.clock = clock;
    }

    Uni<HomeView> read(Frame frame) {
        return Uni.combine()
                .all()
                .unis(needs(frame), work(), spend(frame.zone()), Answer.of("auth", auth::checklist))
                .with(this::view);
    }

    private HomeView view(List<Need> needs, Work work, Answer<Spend> spend, Answer<Checklist> checklist) {
        List<Trouble> away = Stream.of(work.running(), spend, checklist)
                .map(Answer::trouble)
                .filter(trouble -> trouble != null && trouble.isAway())
                .toList();
        return new HomeView(needs, away, work, spend, checklist.value(), clock.instant());
    }

    private Uni<List<Need>> needs(Frame frame) {
        Uni<Answer<Health>> health = platform.lately();
        Uni<Answer<Listing<Provider>>> connections = Answer.of("provider", providers::providers);
        Uni<Answer<Listing<Approval>>> questions =
                Answer.of("runtime", () -> tasks.approvals("pending", null, QUESTIONS, null));
        Uni<Answer<RecoveryCodes>> codes = Answer.of("auth", auth::recoveryCodes);
        return Uni.combine()
                .all()
                .unis(
                        health,
                        connections,
                        questions,
                        codes,
                        Answer.of("runtime", () -> agents.agents(null, AGENTS, null))
                                .map(AgentNames::of))
                .with((parts, known, open, left, names) -> new Needs(frame, names)
                        .components(parts)
                        .providers(known)
                        .approvals(open)
                        .recoveryCodes(left)
                        .list());
    }

    private Uni<Work> work() {
        return Uni.combine()
                .all()
                .unis(
                        Answer.of("runtime", () -> listed("running", RUNNING)),
                        Answer.of("runtime", () -> listed(null, LATEST)),
                        Answer.of("runtime", tasks::counts),
                        Answer.of("runtime", () -> agents.agents(null, AGENTS, null)))
                .with(Work::of);
    }

    private Uni<Listing<Task>> listed(String status, int limit) {
        return tasks.tasks(null, status, null, null, null, null, null, limit, null);
    }

    private Uni<Answer<Spend>> spend(ZoneId zone) {
        String midnight = clock.instant()
                .atZone(zone)
                .toLocalDate()
                .atStartOfDay(zone)
                .toInstant()
                .toString();
        return Uni.combine()
                .all()
                .unis(
                        Answer.of("provider", () -> providers.costs("agent", midnight, null)),
                        Answer.of("provider", providers::budgets))
                .with((costs, budgets) -> costs.map(found -> spent(found, budgets)));
    }

    private static Spend spent(Listing<Cost> costs, Answer<Listing<Budget>> budgets) {
        return Spend.of(costs.items(), budgets.or(Listing.empty()).items());
    }
}
