package dev.koda.gateway.client;

/** One refused field of a body, as a service named it. */
public record Violation(String field, String code, String message) {}
