package dev.koda.cli.version;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import dev.koda.cli.console.Json;
import dev.koda.cli.invocation.Invocation;

/** Version of the command and of the stack that runs, which differ after an update of the code alone. */
@Command(name = "version", description = "show the version of this code and of what runs")
public final class VersionCommand implements Callable<Integer> {

    @Mixin
    private Invocation invocation;

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    @Override
    public Integer call() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("version", KodaVersion.current());
        invocation
                .runFiles()
                .supervisor()
                .flatMap(running -> invocation.runFiles().state())
                .ifPresent(state -> facts.put("running", state.version()));
        facts.put("java", Runtime.version().toString());
        if (json) {
            invocation.console().line(Json.pretty(facts));
        } else {
            facts.forEach(invocation.console()::entry);
        }
        return 0;
    }
}
