package dev.koda.provider.failover;

import java.util.UUID;
import java.util.function.Consumer;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;

import dev.koda.provider.adapter.Ask;
import dev.koda.provider.chain.ChainService;
import dev.koda.provider.chain.Need;
import dev.koda.provider.completion.Candidates;
import dev.koda.provider.completion.LiveAnswer;
import dev.koda.provider.prompt.Prompt;
import dev.koda.provider.transport.RunningCall;
import dev.koda.provider.usage.Origin;

/** Answers a prompt with the preferred model, or with whichever peer can, as one answer. */
@Singleton
public class Failover {

    private final ChainService chains;
    private final Candidates candidates;
    private final Switches switches;

    Failover(ChainService chains, Candidates candidates, Switches switches) {
        this.chains = chains;
        this.candidates = candidates;
        this.switches = switches;
    }

    /** A prompt for a preferred provider and model, under an id of the caller's. */
    public record Question(
            UUID id, String provider, String model, Prompt prompt, Ask.Delivery delivery, Origin origin) {}

    /**
     * Answers. The outcome fails with one problem that lists every candidate with its cause.
     *
     * @param onCall told of each call as it begins, to slow it down or break it off
     */
    public Uni<Outcome> answer(Question question, LiveAnswer client, Consumer<RunningCall> onCall) {
        boolean canary = question.origin().canary();
        var line = new Line(
                chains.healthy(question.provider(), question.model(), canary),
                () -> chains.behind(question.provider(), question.model(), Need.of(question.prompt()), canary));
        var request = new Relay.Request(question.id(), question.prompt(), question.delivery(), question.origin());
        return new Relay(candidates, switches, line, request, client, onCall).run();
    }
}
