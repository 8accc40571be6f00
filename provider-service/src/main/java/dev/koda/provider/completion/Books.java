package dev.koda.provider.completion;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;

import dev.koda.platform.boot.seam.Ids;
import dev.koda.platform.problem.Problem;
import dev.koda.provider.budget.BudgetService;
import dev.koda.provider.budget.Reservation;
import dev.koda.provider.catalogue.Model;
import dev.koda.provider.connection.Connection;
import dev.koda.provider.failure.VendorFailure;
import dev.koda.provider.price.Cost;
import dev.koda.provider.price.Prices;
import dev.koda.provider.prompt.Finish;
import dev.koda.provider.prompt.Usage;
import dev.koda.provider.settings.ProviderConfig;
import dev.koda.provider.usage.Origin;
import dev.koda.provider.usage.UsageRecord;
import dev.koda.provider.usage.UsageWriter;

/** Keeps the books of calls: reserves before a call where a budget covers it, and closes with what was really used. */
@Singleton
class Books {

    /** The longest a call may take with all its attempts, in terms of one attempt's longest time. */
    private static final int ATTEMPTS = 3;

    private final Prices prices;
    private final BudgetService budgets;
    private final UsageWriter usage;
    private final ProviderConfig config;
    private final CallTelemetry telemetry;
    private final Ids ids;
    private final Clock clock;

    Books(
            Prices prices,
            BudgetService budgets,
            UsageWriter usage,
            ProviderConfig config,
            CallTelemetry telemetry,
            Ids ids,
            Clock clock) {
        this.prices = prices;
        this.budgets = budgets;
        this.usage = usage;
        this.config = config;
        this.telemetry = telemetry;
        this.ids = ids;
        this.clock = clock;
    }

    /** Opens the entry of a call; fails with the 402 of an exhausted budget. */
    Uni<Entry> open(CandidateRequest request, Connection connection) {
        Set<String> scopes = budgets.covering(scopesOf(request.origin()));
        if (scopes.isEmpty()) {
            return Uni.createFrom().item(new Entry(request, clock.instant(), Reservation.NONE));
        }
        Duration longest = Duration.ofMillis((long) connection.timeouts().totalMs() * ATTEMPTS);
        BigDecimal worst = worstCase(request, connection.vendor().model(request.model()));
        if (worst.signum() == 0) { // what cannot cost anything needs no money left
            return Uni.createFrom().item(new Entry(request, clock.instant(), Reservation.NONE));
        }
        return budgets.reserve(scopes, worst, longest)
                .map(reservation -> new Entry(request, clock.instant(), reservation));
    }

    private BigDecimal worstCase(CandidateRequest request, Model model) {
        Integer asked = request.prompt().options().maxOutputTokens();
        long output = asked == null ? model.maxOutputTokens() : asked;
        var worst = new Usage(request.prompt().estimatedTokens(), 0, output, 0);
        Optional<Cost> cost = prices.of(request.provider(), request.model(), worst);
        if (cost.isEmpty() && !config.allowUnpriced()) {
            throw new Problem(
                    402,
                    "model_unpriced",
                    "Model without a price",
                    "A budget covers this call, but " + request.provider() + "/" + request.model()
                            + " has no price. Use a priced model, or allow unpriced ones with KODA_BUDGET_ALLOW_UNPRICED=true.");
        }
        return cost.map(Cost::decimal).orElse(BigDecimal.ZERO);
    }

    private static List<String> scopesOf(Origin origin) {
        List<String> scopes = new ArrayList<>(3);
        scopes.add("all");
        if (origin.agentId() != null) {
            scopes.add("agent:" + origin.agentId());
        }
        if (origin.operatorId() != null) {
            scopes.add("operator:" + origin.operatorId());
        }
        return scopes;
    }

    /** The entry of one call; closed exactly once. */
    final class Entry {
        private final CandidateRequest request;
        private final Instant begun;
        private final Reservation reservation;

        private Entry(CandidateRequest request, Instant begun, Reservation reservation) {
            this.request = request;
            this.begun = begun;
            this.reservation = reservation;
        }

        Settlement settle(Finish finish, CandidateCall call) {
            Usage used = call.used();
            Optional<Cost> cost = close(used, finish.reason().wire(), finish.requestId(), !call.accounted(), true);
            return new Settlement(new Finish(finish.reason(), used, finish.requestId()), cost);
        }

        void failed(Throwable failure, CandidateCall call) {
            String outcome =
                    failure instanceof VendorFailure vendor ? vendor.failure().wire() : "cancelled";
            if (call.begun()) {
                close(call.used(), outcome, null, !call.accounted(), false);
            } else {
                close(Usage.NONE, outcome, null, false, false);
            }
        }

        private Optional<Cost> close(
                Usage used, String outcome, String requestId, boolean estimated, boolean answered) {
            Instant now = clock.instant();
            telemetry.ended(request, outcome, used, answered, begun, now);
            Optional<Cost> cost = prices.of(request.provider(), request.model(), used);
            usage.add(new UsageRecord(
                    ids.next(),
                    now,
                    request.provider(),
                    request.model(),
                    request.origin(),
                    used,
                    cost,
                    cost.isPresent() ? prices.version() : null,
                    estimated,
                    outcome,
                    requestId,
                    Duration.between(begun, now).toMillis(),
                    reservation));
            return cost;
        }
    }
}
