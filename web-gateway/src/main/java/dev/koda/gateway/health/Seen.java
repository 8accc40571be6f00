package dev.koda.gateway.health;

/** What a probe saw. */
record Seen(String name, boolean up, Long latencyMs) {}
