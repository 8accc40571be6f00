package dev.koda.provider.completion;

import dev.koda.provider.adapter.Ask;
import dev.koda.provider.prompt.Prompt;
import dev.koda.provider.usage.Origin;

/** A prompt for one provider and model, on somebody's account. */
public record CandidateRequest(String provider, String model, Prompt prompt, Ask.Delivery delivery, Origin origin) {}
