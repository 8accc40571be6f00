package dev.koda.gateway.page.cost;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.RestQuery;

import dev.koda.gateway.client.Answer;
import dev.koda.gateway.client.ServiceFailure;
import dev.koda.gateway.client.Trouble;
import dev.koda.gateway.client.provider.ProviderApi;
import dev.koda.gateway.client.runtime.AgentApi;
import dev.koda.gateway.client.runtime.AgentNames;
import dev.koda.gateway.page.frame.ForRole;
import dev.koda.gateway.page.frame.Frame;
import dev.koda.gateway.page.frame.Frames;
import dev.koda.gateway.page.frame.Go;
import dev.koda.gateway.page.frame.Payload;
import dev.koda.platform.problem.AnyQuery;

/** Spend against budget, by day as bars, and by agent, provider, model or operator as one table. */
@Path("/costs")
@PermitAll
@AnyQuery
@ForRole("viewer")
@Produces(MediaType.TEXT_HTML)
public class CostsPage {
    private static final Set<String> GROUPINGS = Set.of("agent", "provider", "model", "operator");
    private static final int AGENTS = 200;

    @CheckedTemplate(basePath = "cost")
    static class Templates {
        static native TemplateInstance costs(Frame frame, CostView view);
    }

    private final ProviderApi providers;
    private final AgentApi agents;
    private final Frames frames;
    private final Clock clock;

    CostsPage(@RestClient ProviderApi providers, @RestClient AgentApi agents, Frames frames, Clock clock) {
        this.providers = providers;
        this.agents = agents;
        this.frames = frames;
        this.clock = clock;
    }

    @GET
    public Uni<Response> show(@RestQuery String by, @RestQuery Integer days) {
        return page(by, days, null);
    }

    private Uni<Response> page(String by, Integer days, Trouble trouble) {
        String grouping = GROUPINGS.contains(String.valueOf(by)) ? by : "agent";
        int span = days == null || days < 1 || days > 90 ? 14 : days;
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        String from = today.minusDays(span - 1L)
                .atStartOfDay()
                .toInstant(ZoneOffset.UTC)
                .toString();
        return Uni.combine()
                .all()
                .unis(
                        frames.frame(),
                        Answer.of("provider", () -> providers.costs("day", from, null)),
                        Answer.of("provider", () -> providers.costs(grouping, from, null)),
                        Answer.of("provider", providers::budgets),
                        Answer.of("runtime", () -> agents.agents(null, AGENTS, null))
                                .map(AgentNames::of))
                .with((frame, daily, grouped, budgets, names) ->
                        shown(frame, new CostView(grouping, span, today, daily, grouped, budgets, names, trouble)));
    }

    private static Response shown(Frame frame, CostView view) {
        return Response.status(Go.statusOf(view.trouble()))
                .entity(Templates.costs(frame, view))
                .build();
    }

    @POST
    @Path("budget")
    @ForRole("admin")
    public Uni<Response> setBudget(
            @FormParam("scope") String scope, @FormParam("period") String period, @FormParam("limit") String limit) {
        Payload budget = Payload.of("scope", scope)
                .and("period", period)
                .and("limit", limit)
                .and("currency", "USD");
        return providers
                .setBudget(budget.map())
                .map(done -> Go.to("/costs?done=budget"))
                .onFailure(ServiceFailure.class)
                .recoverWithUni(failure -> page(null, null, ServiceFailure.troubleOf("provider", failure)));
    }

    @POST
    @Path("budget/remove")
    @ForRole("admin")
    public Uni<Response> removeBudget(@FormParam("scope") String scope, @FormParam("period") String period) {
        return providers
                .removeBudget(scope, period)
                .map(done -> Go.to("/costs?done=budget-removed"))
                .onFailure(ServiceFailure.class)
                .recoverWithUni(failure -> page(null, null, ServiceFailure.troubleOf("provider", failure)));
    }
}
