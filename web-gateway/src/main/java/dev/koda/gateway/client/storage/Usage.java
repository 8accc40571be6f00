package dev.koda.gateway.client.storage;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.qute.TemplateData;

/** How full the stores are. */
@TemplateData
public record Usage(
        JsonNode tables,
        @JsonAlias({"buckets", "objects"}) JsonNode prefixes,
        JsonNode volume,
        Double daysToFull,
        Long bytes,
        Long growthPerDay) {}
