package dev.koda.provider.failover;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

import io.smallrye.mutiny.Uni;

import dev.koda.provider.adapter.Ask;
import dev.koda.provider.chain.Candidate;
import dev.koda.provider.completion.CandidateRequest;
import dev.koda.provider.completion.Candidates;
import dev.koda.provider.completion.LiveAnswer;
import dev.koda.provider.completion.Settlement;
import dev.koda.provider.failure.Action;
import dev.koda.provider.failure.Failure;
import dev.koda.provider.failure.VendorFailure;
import dev.koda.provider.prompt.Message;
import dev.koda.provider.prompt.Prompt;
import dev.koda.provider.prompt.Role;
import dev.koda.provider.prompt.ToolCall;
import dev.koda.provider.prompt.Usage;
import dev.koda.provider.transport.RunningCall;
import dev.koda.provider.usage.Origin;

/**
 * One answer carried through a chain of candidates. When one breaks, the next goes on from what was shown; the client
 * sees one answer. A tool call that was not complete was never made. Each part is billed to its vendor by the call
 * itself.
 */
final class Relay {

    private static final String GO_ON =
            "The connection broke in the middle of your answer. Continue it exactly where it ends,"
                    + " in the middle of a word if need be. Repeat nothing and do not mention the break.";

    /** Characters of one answer kept for a peer to go on from; many times what any model says in one. */
    private static final int LONGEST = 4 * 1024 * 1024;

    private final Candidates candidates;
    private final Switches switches;
    private final Line line;
    private final Request request;
    private final LiveAnswer client;
    private final Consumer<RunningCall> onCall;
    private final StringBuilder shown = new StringBuilder();
    private final List<Attempted> attempted = new ArrayList<>();
    private Usage usage = Usage.NONE;

    /** What is asked, on whose account, under which id. */
    record Request(UUID id, Prompt prompt, Ask.Delivery delivery, Origin origin) {}

    Relay(
            Candidates candidates,
            Switches switches,
            Line line,
            Request request,
            LiveAnswer client,
            Consumer<RunningCall> onCall) {
        this.candidates = candidates;
        this.switches = switches;
        this.line = line;
        this.request = request;
        this.client = client;
        this.onCall = onCall;
    }

    Uni<Outcome> run() {
        Optional<Candidate> next = line.next();
        if (next.isEmpty()) {
            return Uni.createFrom().failure(AllGone.of(attempted, line.excluded()));
        }
        Candidate candidate = next.get();
        if (!attempted.isEmpty()) {
            switches.tell(request.id(), attempted.getLast(), candidate, shown.length());
        }
        return part(candidate)
                .map(settled -> finish(candidate, settled))
                .onFailure(VendorFailure.class)
                .recoverWithUni(failure -> next(candidate, failure));
    }

    /** What was seen of a broken part is counted here; its call has billed it by itself. */
    private Uni<Settlement> part(Candidate candidate) {
        var seam = new Seam(shown.toString(), this::show);
        var through = new LiveAnswer() {
            @Override
            public void text(String text) {
                seam.text(text);
            }

            @Override
            public void reasoning(String text) {
                client.reasoning(text);
            }

            @Override
            public void toolCall(ToolCall call) {
                seam.end();
                client.toolCall(call);
            }
        };
        return Uni.createFrom()
                .item(() -> candidates.start(requestFor(candidate), through))
                .invoke(started -> onCall.accept(started.handle()))
                .chain(Candidates.Started::outcome)
                .onItemOrFailure()
                .invoke((settled, failure) -> seam.end());
    }

    private CandidateRequest requestFor(Candidate candidate) {
        Prompt prompt = shown.isEmpty()
                ? request.prompt()
                : request.prompt()
                        .followedBy(List.of(
                                Message.text(Role.ASSISTANT, shown.toString()), Message.text(Role.USER, GO_ON)));
        return new CandidateRequest(
                candidate.provider(), candidate.model(), prompt, request.delivery(), request.origin());
    }

    private void show(String text) {
        if (shown.length() + text.length() > LONGEST) {
            throw VendorFailure.of(Failure.UNKNOWN, "The vendor's answer exceeds 4 Mi characters.");
        }
        shown.append(text);
        client.text(text);
    }

    private Outcome finish(Candidate candidate, Settlement settled) {
        usage = usage.plus(settled.finish().usage());
        return new Outcome(candidate, settled.finish().reason(), usage);
    }

    private Uni<Outcome> next(Candidate candidate, VendorFailure failure) {
        attempted.add(new Attempted(candidate, failure));
        return failure.action() == Action.STOP
                ? Uni.createFrom().failure(AllGone.of(attempted, line.excluded()))
                : run();
    }
}
