package dev.koda.provider.budget;

import java.util.Arrays;
import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

import io.smallrye.mutiny.Uni;

import dev.koda.platform.problem.page.Cursor;
import dev.koda.platform.problem.page.Limits;
import dev.koda.platform.problem.page.Page;
import dev.koda.platform.security.RequiresScope;
import dev.koda.platform.security.Roles;
import dev.koda.provider.actor.CurrentActor;

/** Budgets over HTTP. */
@Path("/api/control-plane/budgets")
class BudgetResource {

    private final BudgetService budgets;
    private final CurrentActor actor;

    BudgetResource(BudgetService budgets, CurrentActor actor) {
        this.budgets = budgets;
        this.actor = actor;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    public Uni<Page<BudgetView>> list(@QueryParam("limit") Integer limit, @QueryParam("cursor") String cursor) {
        int size = Limits.of(limit);
        List<String> last = cursor == null ? Arrays.asList(null, null) : Cursor.decode(cursor, 2);
        return budgets.after(last.getFirst(), last.getLast(), size + 1)
                .map(rows -> Page.of(rows, size, budget -> Cursor.encode(budget.scope(), budget.period())));
    }

    @PUT
    @RolesAllowed(Roles.ADMIN)
    @RequiresScope("admin")
    public Uni<BudgetView> set(@Valid @NotNull SetBudget body) {
        return budgets.set(body, actor.get()).chain(budgets::all).map(all -> find(all, body));
    }

    @DELETE
    @RolesAllowed(Roles.ADMIN)
    @RequiresScope("admin")
    public Uni<Void> remove(@NotNull @QueryParam("scope") String scope, @QueryParam("period") String period) {
        return budgets.remove(scope, period, actor.get());
    }

    private static BudgetView find(List<BudgetView> all, SetBudget body) {
        return all.stream()
                .filter(budget ->
                        budget.scope().equals(body.scope()) && budget.period().equals(body.period()))
                .findFirst()
                .orElseThrow();
    }
}
