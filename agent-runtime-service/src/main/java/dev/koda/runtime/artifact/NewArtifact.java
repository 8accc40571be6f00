package dev.koda.runtime.artifact;

import java.util.UUID;

/** Content to be kept beyond the task that made it. */
public record NewArtifact(UUID agentId, UUID taskId, String name, String mediaType, byte[] content) {}
