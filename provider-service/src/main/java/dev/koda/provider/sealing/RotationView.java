package dev.koda.provider.sealing;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;

/** A rotation of the master key: which key it leads to and how far it is. */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record RotationView(UUID id, String toKey, String state, int rewrapped, Instant startedAt, Instant finishedAt) {}
