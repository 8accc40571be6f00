package dev.koda.provider.budget;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.koda.platform.problem.Problem;

/** A budget is used up; the caller must not spend more until its period ends or somebody raises it. */
final class BudgetExhausted extends Problem {

    private static final long serialVersionUID = 1L;

    /** Payment required: the status that OpenAI clients do not retry. */
    private static final int STATUS = 402;

    private final transient Map<String, Object> facts;

    private BudgetExhausted(String scope, String period, BigDecimal cap, Map<String, Object> facts) {
        super(
                STATUS,
                "budget_exhausted",
                "Budget exhausted",
                "The budget of " + cap.toPlainString() + " " + facts.get("currency") + " a " + period + " for '" + scope
                        + "' is used up. Raise it at /costs, or wait for the next " + period + ".");
        this.facts = facts;
    }

    static BudgetExhausted of(
            String scope, String period, BigDecimal cap, BigDecimal spent, BigDecimal reserved, String currency) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("scope", scope);
        facts.put("period", period);
        facts.put("limit", plain(cap));
        facts.put("spent", plain(spent));
        facts.put("reserved", plain(reserved));
        facts.put("currency", currency);
        var problem = new BudgetExhausted(scope, period, cap.stripTrailingZeros(), facts);
        facts.forEach(problem::with);
        return problem;
    }

    Map<String, Object> facts() {
        return facts;
    }

    String key() {
        return facts.get("scope") + "/" + facts.get("period");
    }

    static String plain(BigDecimal amount) {
        return amount.stripTrailingZeros().toPlainString();
    }
}
