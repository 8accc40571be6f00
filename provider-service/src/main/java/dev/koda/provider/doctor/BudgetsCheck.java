package dev.koda.provider.doctor;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Singleton;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.health.api.HealthGroup;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.health.HealthCheckResponse;

import dev.koda.platform.doctor.Check;
import dev.koda.platform.doctor.Scope;
import dev.koda.provider.budget.BudgetService;
import dev.koda.provider.budget.BudgetView;

/** No budget is near its end. */
@HealthGroup("doctor")
@Singleton
class BudgetsCheck implements AsyncHealthCheck {

    private static final String ID = "provider.budgets";

    /** The part of a budget after which its end is near. */
    private static final BigDecimal NEAR = new BigDecimal("0.9");

    private final BudgetService budgets;

    BudgetsCheck(BudgetService budgets) {
        this.budgets = budgets;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Timed.answer(ID, Scope.DOWNSTREAM, budgets.all().map(BudgetsCheck::check));
    }

    private static Check check(List<BudgetView> all) {
        var draft = Timed.draft(ID, Scope.DOWNSTREAM).evidence("budgets", all.size());
        List<String> near = new ArrayList<>();
        for (BudgetView budget : all) {
            BigDecimal limit = new BigDecimal(budget.limit());
            if (new BigDecimal(budget.spent()).compareTo(limit.multiply(NEAR)) >= 0) {
                near.add(budget.scope() + " a " + budget.period());
                draft.evidence(budget.scope() + "/" + budget.period(), budget.spent() + " of " + budget.limit());
            }
        }
        return near.isEmpty()
                ? draft.pass(all.isEmpty() ? "no budget is set" : "no budget is near its end")
                : draft.warn(
                        "nearly or fully spent: " + String.join(", ", near),
                        "raise it at /costs, or wait for its next period");
    }
}
