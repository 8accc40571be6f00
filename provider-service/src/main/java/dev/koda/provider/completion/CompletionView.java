package dev.koda.provider.completion;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.koda.provider.price.Cost;
import dev.koda.provider.prompt.FinishReason;
import dev.koda.provider.prompt.ToolCall;
import dev.koda.provider.prompt.Usage;

/** An answer in one piece. */
@JsonInclude(JsonInclude.Include.ALWAYS)
record CompletionView(
        String text,
        List<ToolCall> toolCalls,
        FinishReason finishReason,
        String provider,
        String model,
        String requestId,
        Usage usage,
        Cost cost) {

    static CompletionView of(CompletionRequest request, WholeAnswer answer, Settlement settlement) {
        return new CompletionView(
                answer.text(),
                answer.toolCalls(),
                settlement.finish().reason(),
                request.provider(),
                request.model(),
                settlement.finish().requestId(),
                settlement.finish().usage(),
                settlement.cost().orElse(null));
    }
}
