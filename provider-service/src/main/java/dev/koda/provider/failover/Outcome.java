package dev.koda.provider.failover;

import dev.koda.provider.chain.Candidate;
import dev.koda.provider.prompt.FinishReason;
import dev.koda.provider.prompt.Usage;

/** How an answer ended, whoever gave its last part; the usage is that of all parts. */
public record Outcome(Candidate last, FinishReason reason, Usage usage) {}
