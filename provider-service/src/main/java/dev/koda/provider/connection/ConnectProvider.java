package dev.koda.provider.connection;

import java.net.URI;
import java.util.List;
import java.util.Map;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * Connects a vendor, or changes its connection. What is left out keeps its value; the credential too, unless the
 * address changes, because a credential must not follow to an address it was not given for.
 */
public record ConnectProvider(
        @Valid Auth auth,
        URI baseUrl,
        @Size(max = 200) @Pattern(regexp = PRINTABLE) String organization,
        @Size(max = 200) @Pattern(regexp = PRINTABLE) String project,

        @Size(max = 20)
        Map<@Pattern(regexp = HEADER_NAME) String, @Size(max = 4096) @Pattern(regexp = PRINTABLE) String> headers,

        Boolean enabled,
        Boolean excluded,
        @Min(0) @Max(10_000) Integer priority,
        @Size(max = 500) List<@NotBlank @Size(max = 200) String> models,
        @Valid Timeouts timeouts,
        @Min(1) @Max(10_000) Integer concurrency) {

    /** What may stand in a header's value: nothing that ends a line. */
    static final String PRINTABLE = "[\\x20-\\x7e]*";

    /** Any name but those that say where a request goes and where it ends, which are the transport's. */
    static final String HEADER_NAME =
            "(?i)(?!(host|connection|content-length|transfer-encoding|te|trailer|upgrade|expect|keep-alive)$)[a-z0-9-]{1,64}";

    /** The credential. */
    public record Auth(
            @NotBlank @Size(max = 4096) @Pattern(regexp = PRINTABLE)
            String apiKey) {

        @Override
        public String toString() {
            return "Auth[•••]";
        }
    }

    @Override
    public String toString() {
        return "ConnectProvider[•••]";
    }
}
