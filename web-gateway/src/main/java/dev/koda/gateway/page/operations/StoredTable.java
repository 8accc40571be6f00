package dev.koda.gateway.page.operations;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.qute.TemplateData;

/** One table of the database with its share of all, for the storage card. */
@TemplateData
public record StoredTable(String name, Long bytes, Long rows, String share) {
    private static final int SHOWN = 6;

    static List<StoredTable> of(JsonNode tables) {
        long all = 0;
        for (JsonNode table : tables) {
            all += sizeOf(table);
        }
        List<StoredTable> found = new ArrayList<>();
        for (JsonNode table : tables) {
            found.add(read(table, Math.max(1, all)));
        }
        found.sort(Comparator.comparing(StoredTable::bytes).reversed());
        return found.subList(0, Math.min(SHOWN, found.size()));
    }

    private static StoredTable read(JsonNode table, long all) {
        String name = table.path("table").asText(table.path("name").asText("?"));
        Long rows =
                table.path("rows").isNumber() ? Long.valueOf(table.path("rows").asLong()) : null;
        return new StoredTable(
                name, sizeOf(table), rows, String.format(Locale.ROOT, "%.1f%%", 100.0 * sizeOf(table) / all));
    }

    private static long sizeOf(JsonNode table) {
        return table.path("bytes").asLong(table.path("size").asLong(0));
    }
}
