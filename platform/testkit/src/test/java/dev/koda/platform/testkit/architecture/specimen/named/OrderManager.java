package dev.koda.platform.testkit.architecture.specimen.named;

/** Named for a pattern. */
public record OrderManager(String id) {}
