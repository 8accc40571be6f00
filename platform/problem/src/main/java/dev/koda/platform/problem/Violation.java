package dev.koda.platform.problem;

/**
 * One thing wrong with the input: which field ({@code tools[0].name}), a stable code to act on, a sentence to show.
 */
public record Violation(String field, String code, String message) {}
