package dev.koda.runtime.loop;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.koda.platform.boot.seam.Ids;
import dev.koda.runtime.completion.Candidate;
import dev.koda.runtime.completion.Chain;
import dev.koda.runtime.completion.Completion;
import dev.koda.runtime.completion.CompletionRequest;
import dev.koda.runtime.completion.ModelFailure;
import dev.koda.runtime.completion.ProviderClient;
import dev.koda.runtime.journal.Draft;
import dev.koda.runtime.journal.JournalEntry;
import dev.koda.runtime.journal.RunJournal;
import dev.koda.runtime.journal.StepKind;

/**
 * One turn of the model: intent, stream, answer; and when a candidate fails, the same turn with the next.
 *
 * <p>All attempts at a turn share one message id. A candidate that failed is not asked again in the same turn.
 */
@ApplicationScoped
class ModelTurn {
    private final ProviderClient providers;
    private final RunJournal journal;
    private final Fallback fallback;
    private final Spans spans;
    private final Clock clock;
    private final Ids ids;

    ModelTurn(ProviderClient providers, RunJournal journal, Fallback fallback, Spans spans, Clock clock, Ids ids) {
        this.providers = providers;
        this.journal = journal;
        this.fallback = fallback;
        this.spans = spans;
        this.clock = clock;
        this.ids = ids;
    }

    /** Asks until a candidate has answered; the answer is in the conversation, and remembered but not yet committed. */
    void ask(Run run, Conversation conversation) throws InterruptedException {
        TokenStream stream = stream(run, conversation);
        String messageId = stream.messageId();
        Chain chain = fallback.candidates(run, conversation);
        List<Candidate> candidates = chain.candidates();
        Map<Candidate, ModelFailure> failures = new LinkedHashMap<>();
        for (Candidate candidate : candidates) {
            run.stopIfAsked();
            JournalEntry intent = run.pen().add(intent(conversation, candidate, messageId));
            conversation.apply(intent);
            // asking again after a crash does no harm; results that these rows carry are on their way to the disk
            run.pen().commitBehind();
            try {
                CompletionRequest turn = request(run, conversation, candidate);
                Completion answer = spans.model(
                        run.task(), candidate, intent.seq(), () -> providers.complete(candidate, turn, stream::accept));
                stream.finish();
                conversation.apply(run.pen().add(answer(conversation, intent, answer, messageId)));
                return;
            } catch (ModelFailure failed) {
                failures.put(candidate, failed);
                stream.restart();
                conversation.apply(run.pen().add(failure(intent, candidate, failed, messageId)));
                Optional<Candidate> next = after(candidates, candidate);
                fallback.afterFailure(run, conversation, candidate, next, failures);
            }
        }
        throw fallback.nobodyLeft(chain, failures);
    }

    private TokenStream stream(Run run, Conversation conversation) {
        Optional<JournalEntry> before = conversation.unanswered();
        String messageId = before.map(entry -> entry.body().path("message_id").asText())
                .orElseGet(() -> ids.next().toString());
        String shown = before.map(entry -> shown(run, entry, messageId)).orElse("");
        return new TokenStream(run.pen(), clock, messageId, shown);
    }

    /** What clients have seen of the message, from the last place where it began anew. */
    private String shown(Run run, JournalEntry first, String messageId) {
        StringBuilder text = new StringBuilder();
        for (JournalEntry token : journal.tokens(run.task().id(), first.seq())) {
            if (token.body().path("message_id").asText().equals(messageId)) {
                if (token.body().path("replace").asBoolean()) {
                    text.setLength(0);
                }
                text.append(token.body().path("text").asText());
            }
        }
        return text.toString();
    }

    private CompletionRequest request(Run run, Conversation conversation, Candidate candidate) {
        Compaction fitted = Compaction.fit(conversation.messages(), candidate.contextTokens());
        if (fitted.elided() > 0) {
            run.pen().add(Steps.compaction(fitted.elided()));
        }
        return new CompletionRequest(
                fitted.messages(),
                run.offered(),
                run.task().agentId(),
                run.task().id(),
                run.task().operatorId(),
                run.purpose());
    }

    private static Optional<Candidate> after(List<Candidate> candidates, Candidate failed) {
        int next = candidates.indexOf(failed) + 1;
        return next < candidates.size() ? Optional.of(candidates.get(next)) : Optional.empty();
    }

    private static Draft intent(Conversation conversation, Candidate candidate, String messageId) {
        ObjectNode body = Steps.body(candidate.name(), "running")
                .put("message_id", messageId)
                .put("provider", candidate.provider())
                .put("model", candidate.model());
        body.putObject("input").put("messages", conversation.messages().size());
        return Draft.started(StepKind.MODEL_CALL, body);
    }

    private Draft answer(Conversation conversation, JournalEntry intent, Completion answer, String messageId) {
        ObjectNode body = Steps.body(answer.provider() + "/" + answer.model(), "ok")
                .put("message_id", messageId)
                .put("provider", answer.provider())
                .put("model", answer.model())
                .put("request_id", answer.requestId())
                .put("finish_reason", answer.finishReason())
                .put("text", answer.text())
                .put("duration_ms", since(intent.at()));
        ArrayNode calls = body.putArray("tool_calls");
        conversation.calls().distinct(answer.calls(), intent.seq()).forEach(call -> calls.add(call.json()));
        body.set("tokens", answer.usage());
        body.set("cost", answer.cost());
        ObjectNode output = body.putObject("output").put("text", answer.text());
        if (!answer.calls().isEmpty()) {
            output.put("calls", answer.calls().stream().map(call -> call.name()).collect(Collectors.joining(", ")));
        }
        return Draft.finished(StepKind.MODEL_CALL, intent.seq(), body);
    }

    private Draft failure(JournalEntry intent, Candidate candidate, ModelFailure failed, String messageId) {
        ObjectNode body = Steps.body(candidate.name(), "error")
                .put("message_id", messageId)
                .put("provider", candidate.provider())
                .put("model", candidate.model())
                .put("duration_ms", since(intent.at()));
        body.putObject("error").put("code", failed.reason()).put("message", failed.getMessage());
        return Draft.finished(StepKind.MODEL_CALL, intent.seq(), body);
    }

    private long since(Instant start) {
        return Duration.between(start, clock.instant()).toMillis();
    }
}
