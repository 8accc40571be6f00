package dev.koda.provider.verification;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;

import dev.koda.platform.boot.seam.Ids;
import dev.koda.provider.adapter.Ask;
import dev.koda.provider.budget.Reservation;
import dev.koda.provider.catalogue.Ability;
import dev.koda.provider.catalogue.Model;
import dev.koda.provider.catalogue.Vendor;
import dev.koda.provider.connection.Connection;
import dev.koda.provider.connection.Verdict;
import dev.koda.provider.failure.VendorFailure;
import dev.koda.provider.price.Cost;
import dev.koda.provider.price.Prices;
import dev.koda.provider.prompt.AnswerSink;
import dev.koda.provider.prompt.Finish;
import dev.koda.provider.prompt.Message;
import dev.koda.provider.prompt.Options;
import dev.koda.provider.prompt.Prompt;
import dev.koda.provider.prompt.Role;
import dev.koda.provider.prompt.ToolCall;
import dev.koda.provider.prompt.Usage;
import dev.koda.provider.transport.VendorTransport;
import dev.koda.provider.usage.Origin;
import dev.koda.provider.usage.UsageRecord;
import dev.koda.provider.usage.UsageWriter;

/** One paid completion, as small as the model's family allows. */
@Singleton
class Probe {

    /** Enough for a word; some vendors refuse fewer than this. */
    private static final int TOKENS = 16;

    /** Reasoning models spend tokens before the first word and fail, or answer nothing, with fewer. */
    private static final int REASONING_TOKENS = 1024;

    /** A model without a price is tried after all that have one. */
    private static final BigDecimal UNPRICED = BigDecimal.valueOf(Long.MAX_VALUE);

    private final VendorTransport transport;
    private final UsageWriter usage;
    private final Prices prices;
    private final Ids ids;
    private final Clock clock;

    Probe(VendorTransport transport, UsageWriter usage, Prices prices, Ids ids, Clock clock) {
        this.transport = transport;
        this.usage = usage;
        this.prices = prices;
        this.ids = ids;
        this.clock = clock;
    }

    Uni<Finding> ask(Connection connection, List<String> listed) {
        Optional<String> chosen = choose(connection, listed);
        if (chosen.isEmpty()) {
            return Uni.createFrom().item(Finding.unproven(Stage.PROBE, listed));
        }
        Ask ask = Ask.of(
                connection.vendor(), chosen.get(), prompt(connection.vendor().model(chosen.get())), Ask.Delivery.WHOLE);
        return Uni.createFrom()
                .<Finding>emitter(emitter -> transport.call(connection, ask, new AnswerSink() {
                    @Override
                    public void text(String text) {
                        // that it answers is what counts
                    }

                    @Override
                    public void reasoning(String text) {
                        // as above
                    }

                    @Override
                    public void toolCall(ToolCall call) {
                        // none was offered
                    }

                    @Override
                    public void done(Finish finish) {
                        bill(connection, chosen.get(), finish);
                        emitter.complete(new Finding(Verdict.USABLE, Stage.PROBE, 200, null, null, listed));
                    }

                    @Override
                    public void failed(VendorFailure failure) {
                        emitter.complete(Finding.failed(failure, Stage.PROBE, listed));
                    }
                }));
    }

    /** A probe costs money like every call, so it stands in the costs; no budget holds it back. */
    private void bill(Connection connection, String model, Finish finish) {
        Optional<Cost> cost = prices.of(connection.id(), model, finish.usage());
        usage.add(new UsageRecord(
                ids.next(),
                clock.instant(),
                connection.id(),
                model,
                new Origin(null, null, null, "probe"),
                finish.usage(),
                cost,
                cost.isPresent() ? prices.version() : null,
                false,
                finish.reason().wire(),
                finish.requestId(),
                0,
                Reservation.NONE));
    }

    private static Prompt prompt(Model model) {
        return new Prompt(
                List.of(Message.text(Role.USER, "Answer with the word ok.")),
                List.of(),
                new Options(null, null, tokens(model), null, null, null));
    }

    private static int tokens(Model model) {
        return model.abilities().contains(Ability.REASONING) ? REASONING_TOKENS : TOKENS;
    }

    /** An allowed model, else the cheapest of the known families that is listed, else the first listed. */
    private Optional<String> choose(Connection connection, List<String> listed) {
        if (!connection.models().isEmpty()) {
            return Optional.of(connection.models().getFirst());
        }
        Vendor vendor = connection.vendor();
        Stream<String> known = vendor.models().stream().map(Model::id);
        Stream<String> usual =
                listed.isEmpty() ? known : known.flatMap(id -> listed.stream().filter(is(id)));
        return usual.min(Comparator.comparing(id -> worst(vendor, id)))
                .or(() -> listed.stream().findFirst());
    }

    /** The family itself or a dated variant of it, but not a kin such as one for speech. */
    private static Predicate<String> is(String family) {
        return Pattern.compile(Pattern.quote(family) + "(-[0-9-]+)?").asMatchPredicate();
    }

    private BigDecimal worst(Vendor vendor, String model) {
        Usage most = new Usage(TOKENS, 0, tokens(vendor.model(model)), 0);
        return prices.of(vendor.id(), model, most).map(Cost::decimal).orElse(UNPRICED);
    }
}
