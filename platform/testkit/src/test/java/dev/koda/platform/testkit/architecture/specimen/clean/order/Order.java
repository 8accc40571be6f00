package dev.koda.platform.testkit.architecture.specimen.clean.order;

/** A class that breaks no rule. */
public record Order(String id) {}
