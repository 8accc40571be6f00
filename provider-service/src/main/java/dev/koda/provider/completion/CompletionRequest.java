package dev.koda.provider.completion;

import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;

import dev.koda.provider.adapter.Ask;
import dev.koda.provider.prompt.Message;
import dev.koda.provider.prompt.Options;
import dev.koda.provider.prompt.Prompt;
import dev.koda.provider.prompt.ToolOffer;
import dev.koda.provider.usage.Origin;

/** One request of the runtime for one candidate. */
record CompletionRequest(
        @NotBlank String provider,
        @NotBlank String model,
        Boolean stream,
        @NotEmpty @Size(max = 5_000) @Valid List<Message> messages,
        @Size(max = 256) @Valid List<ToolOffer> tools,
        @Valid Options options,
        @Valid Origin context) {

    boolean streamed() {
        return Boolean.TRUE.equals(stream);
    }

    CandidateRequest toCandidate() {
        return new CandidateRequest(
                provider,
                model,
                new Prompt(messages, tools, options),
                streamed() ? Ask.Delivery.STREAMED : Ask.Delivery.WHOLE,
                context == null ? Origin.NONE : context);
    }
}
