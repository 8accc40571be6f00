package dev.koda.provider.prompt;

/** The end of a complete answer. {@code requestId} is the vendor's; null when it gave none. */
public record Finish(FinishReason reason, Usage usage, String requestId) {}
