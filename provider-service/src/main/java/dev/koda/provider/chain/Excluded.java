package dev.koda.provider.chain;

/** A provider that cannot take a turn now, and why. */
public record Excluded(String provider, String cause) {}
