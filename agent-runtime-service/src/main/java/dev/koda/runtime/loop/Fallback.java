package dev.koda.runtime.loop;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.MeterRegistry;

import dev.koda.platform.problem.Problem;
import dev.koda.runtime.completion.Candidate;
import dev.koda.runtime.completion.Chain;
import dev.koda.runtime.completion.ModelFailure;
import dev.koda.runtime.completion.ProviderClient;
import dev.koda.runtime.journal.Draft;
import dev.koda.runtime.journal.StepKind;
import dev.koda.runtime.origin.Origin;
import dev.koda.runtime.task.TaskEnd;
import dev.koda.runtime.task.TaskError;
import dev.koda.runtime.task.TaskEvents;
import dev.koda.runtime.task.TaskSettlement;

/** Who is asked for a turn, and what happens when one of them fails. */
@ApplicationScoped
class Fallback {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
    /** Tries of a whole turn while vendors ask for patience and nobody else is there. */
    private static final int MOST_RETRIES = 3;

    private static final String CONFIGURE_PEER =
            "Connect and verify another provider under Settings > Providers; one peer is enough for fallback.";

    private final ProviderClient providers;
    private final TaskSettlement settlement;
    private final Clock clock;
    private final MeterRegistry metrics;

    Fallback(ProviderClient providers, TaskSettlement settlement, Clock clock, MeterRegistry metrics) {
        this.providers = providers;
        this.settlement = settlement;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** Best first; after a switch the task stays with the peer. */
    Chain candidates(Run run, Conversation conversation) throws InterruptedException {
        try {
            Chain chain = chain(run);
            return conversation
                    .preferredModel()
                    .map(model -> new Chain(first(chain.candidates(), model), chain.excluded()))
                    .orElse(chain);
        } catch (Problem refused) {
            throw new RunEnds(TaskEnd.failed(TaskError.of(
                    refused.code(), refused.detail(), "Choose a default model under Settings > Providers.")));
        } catch (ModelFailure away) {
            throw park(run, conversation, away);
        }
    }

    private Chain chain(Run run) throws InterruptedException {
        Optional<Chain> known = run.chain().at(clock.instant());
        if (known.isPresent()) {
            return known.get();
        }
        boolean tools = !run.offered().isEmpty();
        Chain chain = providers.chain(run.agent().chosenModel(), tools, run.purpose());
        if (chain.candidates().isEmpty()) {
            throw nobodyLeft(chain, Map.of());
        }
        run.chain().keep(chain, clock.instant());
        return chain;
    }

    /** Decides after one candidate's failure: stop, wait and come again, or go on to the next, which is written down. */
    void afterFailure(
            Run run,
            Conversation conversation,
            Candidate failed,
            Optional<Candidate> next,
            Map<Candidate, ModelFailure> failures) {
        run.chain().forget();
        ModelFailure failure = failures.get(failed);
        if (failure.serviceAway()) {
            throw park(run, conversation, failure);
        }
        if (failure.stops()) {
            throw new RunEnds(TaskEnd.failed(TaskError.of(failure.reason(), failure.getMessage(), failure.hint())));
        }
        if (next.isPresent()) {
            switchTo(run, conversation, failed, next.get(), failure);
        } else if (failure.retryAfter().isPresent() && conversation.retries() < MOST_RETRIES) {
            throw park(run, conversation, failure);
        }
    }

    private void switchTo(Run run, Conversation conversation, Candidate from, Candidate to, ModelFailure cause) {
        ObjectNode body = Steps.body("provider switched", "ok")
                .put("from", from.name())
                .put("to", to.name())
                .put("cause", cause.failure())
                .put("detail", cause.getMessage())
                .put("provider", to.provider())
                .put("model", to.model());
        conversation
                .unanswered()
                .ifPresent(turn ->
                        body.put("message_id", turn.body().path("message_id").asText()));
        conversation.apply(run.pen().add(Draft.step(StepKind.PROVIDER_SWITCH, body)));
        settlement.record(
                run.pen(),
                List.of(TaskEvents.about(run.task(), "task.provider.switched", Origin.SYSTEM)
                        .detail("from", from.name())
                        .detail("to", to.name())
                        .detail("cause", cause.failure())
                        .event(run.task().id().toString())));
        metrics.counter("koda_runtime_fallbacks", "cause", cause.failure()).increment();
    }

    /** Lets go of the slot for a while; the turn is tried again with all candidates. */
    private RunEnds park(Run run, Conversation conversation, ModelFailure why) {
        Duration pause = why.retryAfter().orElseGet(() -> pause(conversation.retries()));
        conversation.apply(run.pen().add(Steps.retry(why.failure(), pause)));
        return new RunEnds(TaskEnd.retryAt(
                clock.instant().plus(pause),
                TaskError.of(why.failure(), why.getMessage(), "The task goes on by itself; nothing to do.")));
    }

    /** The end of a turn that every candidate failed; says so of each, and of those that were not even asked. */
    RunEnds nobodyLeft(Chain chain, Map<Candidate, ModelFailure> failures) {
        ArrayNode causes = JsonNodeFactory.instance.arrayNode();
        failures.forEach((candidate, failure) -> causes.addObject()
                .put("candidate", candidate.name())
                .put("cause", failure.failure())
                .put("detail", failure.getMessage()));
        chain.excluded().forEach(left -> causes.addObject()
                .put("candidate", left.provider())
                .put("cause", left.cause())
                .put("detail", "not asked"));
        String tried = failures.isEmpty()
                ? "No provider is connected that could answer."
                : "No provider could answer: " + summary(failures) + ".";
        return new RunEnds(TaskEnd.failed(new TaskError("no_provider_available", tried, CONFIGURE_PEER, causes)));
    }

    private static String summary(Map<Candidate, ModelFailure> failures) {
        List<String> causes = new ArrayList<>();
        failures.forEach((candidate, failure) -> causes.add(candidate.name() + " " + failure.failure()));
        return String.join(", ", causes);
    }

    private static Duration pause(int retries) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(retries, 10));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    private static List<Candidate> first(List<Candidate> chain, String model) {
        List<Candidate> ordered = new ArrayList<>(chain);
        ordered.sort((one, other) ->
                Boolean.compare(other.name().equals(model), one.name().equals(model)));
        return ordered;
    }
}
