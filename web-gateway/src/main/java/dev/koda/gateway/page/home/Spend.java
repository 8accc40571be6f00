package dev.koda.gateway.page.home;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;

import io.quarkus.qute.TemplateData;

import dev.koda.gateway.client.provider.Budget;
import dev.koda.gateway.client.provider.Cost;
import dev.koda.gateway.page.frame.Say;

/** Spend today: the sum, the day's budget when there is one, and which agents made it. */
@TemplateData
public record Spend(List<Cost> byAgent, Budget budget) {
    private static final int SHOWN = 3;

    static Spend of(List<Cost> byAgent, List<Budget> budgets) {
        Budget daily = budgets.stream()
                .filter(budget -> "all".equals(budget.scope()) && "day".equals(budget.period()))
                .findFirst()
                .orElse(null);
        return new Spend(byAgent, daily);
    }

    private BigDecimal sum() {
        return byAgent.stream()
                .map(Cost::amount)
                .filter(amount -> amount != null)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    public String total() {
        return Say.money(sum(), currency());
    }

    public String currency() {
        return byAgent.isEmpty() ? "USD" : byAgent.getFirst().currency();
    }

    public String meter() {
        return budget == null ? "0%" : budget.used() + "%";
    }

    public List<Cost> top() {
        return byAgent.stream()
                .filter(cost -> cost.amount() != null)
                .sorted(Comparator.comparing(Cost::amount).reversed())
                .limit(SHOWN)
                .toList();
    }

    public String share(Cost cost) {
        BigDecimal sum = sum();
        return sum.signum() == 0
                ? ""
                : cost.amount().movePointRight(2).divideToIntegralValue(sum).intValue() + " %";
    }
}
