package dev.koda.gateway.page.cost;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;

import io.quarkus.qute.TemplateData;

import dev.koda.gateway.client.Answer;
import dev.koda.gateway.client.Listing;
import dev.koda.gateway.client.Trouble;
import dev.koda.gateway.client.provider.Budget;
import dev.koda.gateway.client.provider.Cost;
import dev.koda.gateway.client.runtime.AgentNames;
import dev.koda.gateway.page.frame.Say;

/** What the costs page shows. */
@TemplateData
public record CostView(
        String by,
        int days,
        LocalDate today,
        Answer<Listing<Cost>> daily,
        Answer<Listing<Cost>> grouped,
        Answer<Listing<Budget>> budgets,
        AgentNames names,
        Trouble trouble) {

    public List<DayBar> bars() {
        return DayBar.of(daily.or(Listing.empty()).items(), today, days);
    }

    /** Dearest first. */
    public List<Cost> lines() {
        return grouped.or(Listing.empty()).items().stream()
                .sorted(Comparator.comparing(Cost::amount, Comparator.nullsFirst(Comparator.naturalOrder()))
                        .reversed())
                .toList();
    }

    public String name(Cost cost) {
        return "agent".equals(by) && !"none".equals(cost.key()) ? names.of(cost.key(), null) : cost.key();
    }

    private BigDecimal sum() {
        return daily.or(Listing.empty()).items().stream()
                .map(Cost::amount)
                .filter(amount -> amount != null)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Whether there is no bar to be seen. */
    public boolean isFree() {
        return sum().signum() == 0;
    }

    public String total() {
        return Say.money(sum(), "USD");
    }

    /** The sentence under the title. */
    public String verdict() {
        if (!daily.ok()) {
            return "The costs cannot be read just now.";
        }
        BigDecimal average = sum().divide(BigDecimal.valueOf(days), 6, RoundingMode.HALF_UP);
        return total() + " in " + days + " days, " + Say.money(average, "USD") + " a day on average.";
    }

    public boolean isBy(String other) {
        return other.equals(by);
    }
}
