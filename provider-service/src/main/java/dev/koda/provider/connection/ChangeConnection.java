package dev.koda.provider.connection;

import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** Changes how a connection is used, not what it is: what is left out keeps its value. */
public record ChangeConnection(
        Boolean enabled,
        Boolean excluded,
        @Min(0) @Max(10_000) Integer priority,
        @Size(max = 500) List<@NotBlank @Size(max = 200) String> models,
        @Valid Timeouts timeouts,
        @Min(1) @Max(10_000) Integer concurrency) {

    ConnectProvider asConnect() {
        return new ConnectProvider(
                null, null, null, null, null, enabled, excluded, priority, models, timeouts, concurrency);
    }
}
