package dev.koda.gateway.client.auth;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.quarkus.qute.TemplateData;

/** How many recovery codes are left; the codes themselves only right after they were made. */
@TemplateData
public record RecoveryCodes(
        Integer total,
        Integer remaining,
        Instant generatedAt,
        @JsonAlias("recovery_codes") List<String> codes) {

    public boolean isLow() {
        return remaining != null && remaining <= 3;
    }
}
