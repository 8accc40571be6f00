package dev.koda.provider.budget;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import org.jboss.logging.Logger;

import dev.koda.platform.boot.seam.Ids;
import dev.koda.platform.outbox.Outbox;
import dev.koda.platform.outbox.OutboxEvent;
import dev.koda.platform.problem.Problem;
import dev.koda.provider.actor.Actor;
import dev.koda.provider.connection.ConnectionRegistry;
import dev.koda.provider.connection.RefreshOrder;
import dev.koda.provider.price.Prices;

/** Sets budgets and knows in memory whom they cover, so that a call nobody limits costs no query. */
@Singleton
public class BudgetService {

    private static final Logger LOG = Logger.getLogger(BudgetService.class);

    private static final int AFTER_CONNECTIONS = 300;

    private final Budgets budgets;
    private final Ledger ledger;
    private final Prices prices;
    private final Recording recording;
    private final ConnectionRegistry registry;
    private volatile Set<String> covered = Set.of();

    private final RefreshOrder order = new RefreshOrder();

    /** What a change is recorded with. */
    @Singleton
    record Recording(Pool pool, Outbox outbox, Ids ids) {}

    BudgetService(Budgets budgets, Ledger ledger, Prices prices, Recording recording, ConnectionRegistry registry) {
        this.budgets = budgets;
        this.ledger = ledger;
        this.prices = prices;
        this.recording = recording;
        this.registry = registry;
    }

    void start(@Observes @Priority(AFTER_CONNECTIONS) StartupEvent started) throws Throwable {
        VertxContextSupport.subscribeAndAwait(this::refresh);
        registry.onChange(connections -> refresh()
                .subscribe()
                .with(
                        done -> LOG.debug("budgets refreshed"),
                        failure -> LOG.warnf("budgets not refreshed: %s", failure.toString())));
    }

    /** The scopes among these that a budget covers. */
    public Set<String> covering(List<String> scopes) {
        Set<String> known = covered;
        if (known.isEmpty()) {
            return Set.of();
        }
        Set<String> found = new LinkedHashSet<>(scopes);
        found.retainAll(known);
        return found;
    }

    /** Reserves for a call; scopes as {@link #covering} gave them. */
    public Uni<Reservation> reserve(Set<String> scopes, BigDecimal worst, Duration longest) {
        return scopes.isEmpty()
                ? Uni.createFrom().item(Reservation.NONE)
                : ledger.reserve(scopes, worst, prices.currency(), longest);
    }

    /** All budgets with what their current periods hold. */
    public Uni<List<BudgetView>> all() {
        return budgets.all();
    }

    /** As {@link Budgets#after}. */
    Uni<List<BudgetView>> after(String scope, String period, int limit) {
        return budgets.after(scope, period, limit);
    }

    Uni<Void> set(SetBudget budget, Actor actor) {
        String currency = budget.currency() == null ? prices.currency() : budget.currency();
        if (!currency.equals(prices.currency())) {
            throw Problem.badRequest("currency_unsupported", "Prices are in " + prices.currency() + "; so are budgets.")
                    .violation("currency", "unsupported", "must be " + prices.currency());
        }
        OutboxEvent audit = actor.did("budget.changed")
                .target("budget", budget.scope() + "/" + budget.period())
                .detail("limit", budget.limit().toPlainString())
                .detail("currency", currency)
                .event(budget.scope());
        return recording
                .pool()
                .withTransaction(
                        transaction -> budgets.save(transaction, recording.ids().next(), budget, currency)
                                .chain(() -> recording.outbox().record(transaction, List.of(audit))))
                .invoke(recording.outbox()::wake)
                .chain(this::refresh);
    }

    Uni<Void> remove(String scope, String period, Actor actor) {
        OutboxEvent audit = actor.did("budget.removed")
                .target("budget", scope + (period == null ? "" : "/" + period))
                .event(scope);
        return recording
                .pool()
                .withTransaction(transaction -> budgets.delete(transaction, scope, period)
                        .invoke(count -> {
                            if (count == 0) {
                                throw Problem.notFound("budget_unknown", "There is no such budget.");
                            }
                        })
                        .chain(() -> recording.outbox().record(transaction, List.of(audit))))
                .invoke(recording.outbox()::wake)
                .chain(this::refresh);
    }

    private Uni<Void> refresh() {
        return Uni.createFrom().deferred(() -> {
            long turn = order.begin();
            return budgets.scopes()
                    .invoke(scopes -> order.apply(turn, () -> covered = Set.copyOf(scopes)))
                    .replaceWithVoid();
        });
    }
}
