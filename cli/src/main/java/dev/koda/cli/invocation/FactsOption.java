package dev.koda.cli.invocation;

import java.util.Map;

import picocli.CommandLine.Option;

import dev.koda.cli.console.Console;
import dev.koda.cli.console.Json;

/** How a few facts are printed: {@code key: value} lines, or one JSON object with the same keys. */
public final class FactsOption {

    @Option(names = "--json", description = "print one JSON object")
    private boolean json;

    public boolean json() {
        return json;
    }

    public void print(Console console, Map<String, String> facts) {
        if (json) {
            console.line(Json.pretty(facts));
        } else {
            facts.forEach(console::entry);
        }
    }
}
