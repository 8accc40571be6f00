package dev.koda.provider.defaultmodel;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** The provider and model used where an agent names none. */
public record DefaultModel(
        @NotBlank @Size(max = 64) String providerId,
        @NotBlank @Size(max = 200) String model) {}
