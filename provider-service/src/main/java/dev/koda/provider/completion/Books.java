package dev.koda.provider.completion;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

import dev.koda.platform.boot.seam.Ids;
import dev.koda.provider.catalogue.Model;
import dev.koda.provider.failure.VendorFailure;
import dev.koda.provider.price.Cost;
import dev.koda.provider.price.Prices;
import dev.koda.provider.prompt.Finish;
import dev.koda.provider.prompt.Usage;
import dev.koda.provider.usage.UsageRecord;
import dev.koda.provider.usage.UsageWriter;

/** Keeps the books of calls: opens an entry before a call, closes it with what was really used. */
@ApplicationScoped
class Books {

    private final Prices prices;
    private final UsageWriter usage;
    private final Ids ids;
    private final Clock clock;

    Books(Prices prices, UsageWriter usage, Ids ids, Clock clock) {
        this.prices = prices;
        this.usage = usage;
        this.ids = ids;
        this.clock = clock;
    }

    /** Opens the entry of a call. */
    Uni<Entry> open(CandidateRequest request, Model model) {
        return Uni.createFrom().item(new Entry(request, clock.instant(), null));
    }

    /** The entry of one call; closed exactly once. */
    final class Entry {
        private final CandidateRequest request;
        private final Instant begun;
        private final UUID reservation;

        private Entry(CandidateRequest request, Instant begun, UUID reservation) {
            this.request = request;
            this.begun = begun;
            this.reservation = reservation;
        }

        Settlement settle(Finish finish, CandidateCall call) {
            Usage used = call.used();
            Optional<Cost> cost = close(used, finish.reason().wire(), finish.requestId(), !call.accounted());
            return new Settlement(new Finish(finish.reason(), used, finish.requestId()), cost);
        }

        void failed(Throwable failure, CandidateCall call) {
            String outcome =
                    failure instanceof VendorFailure vendor ? vendor.failure().wire() : "cancelled";
            if (call.begun()) {
                close(call.used(), outcome, null, !call.accounted());
            } else {
                close(Usage.NONE, outcome, null, false);
            }
        }

        private Optional<Cost> close(Usage used, String outcome, String requestId, boolean estimated) {
            Instant now = clock.instant();
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
