package dev.koda.provider.adapter.rehearsal;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

import dev.koda.provider.adapter.VendorJson;

/** Finds file names in the result of a listing, be it JSON of any common shape or one name a line. */
final class FileNames {

    private static final Set<String> NAME_FIELDS = Set.of("path", "name", "file");
    private static final Set<String> LIST_FIELDS = Set.of("files", "entries", "items", "paths");

    private FileNames() {}

    static List<String> in(String result) {
        JsonNode json = VendorJson.tolerant(result);
        List<String> names = new ArrayList<>();
        if (json.isContainerNode()) {
            collect(json, names);
        } else {
            result.lines().map(String::strip).map(FileNames::firstColumn).forEach(name -> add(name, names));
        }
        return names;
    }

    private static void collect(JsonNode node, List<String> names) {
        if (node.isArray()) {
            node.forEach(element -> {
                if (element.isTextual()) {
                    add(element.asText(), names);
                } else {
                    collect(element, names);
                }
            });
            return;
        }
        String kind = node.path("type").asText(node.path("kind").asText(""));
        if (kind.startsWith("dir")
                || kind.equals("folder")
                || node.path("directory").asBoolean(false)) {
            return;
        }
        NAME_FIELDS.stream()
                .filter(node::hasNonNull)
                .sorted()
                .reduce((first, last) -> last)
                .ifPresent(field -> add(node.path(field).asText(), names));
        LIST_FIELDS.stream()
                .map(node::path)
                .filter(JsonNode::isContainerNode)
                .forEach(nested -> collect(nested, names));
    }

    /** A line such as {@code notes.txt (120 bytes)} or {@code notes.txt<tab>120} names the file first. */
    private static String firstColumn(String line) {
        int tab = line.indexOf('\t');
        int bracket = line.indexOf(" (");
        int end = tab >= 0 ? tab : bracket;
        return end > 0 ? line.substring(0, end) : line;
    }

    private static void add(String name, List<String> names) {
        if (!name.isEmpty() && !name.endsWith("/")) {
            names.add(name);
        }
    }
}
