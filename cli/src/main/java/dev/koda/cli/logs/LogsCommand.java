package dev.koda.cli.logs;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import dev.koda.cli.invocation.Invocation;
import dev.koda.cli.stack.Part;

/** Shows logs, of all parts when none is named; each line then begins with the part's name. */
@Command(name = "logs", description = "show the logs of the parts")
public final class LogsCommand implements Callable<Integer> {

    /** Containers of the compose stack that are no part of their own here. */
    private static final Map<String, String> ALIASES =
            Map.of("runtime-worker", "runtime", "seaweedfs-init", "seaweedfs");

    @Mixin
    private Invocation invocation;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..*",
            paramLabel = "SERVICE",
            description = "postgres kafka seaweedfs auth provider runtime audit"
                    + " storage web, or supervisor (default: all)")
    private List<String> names = new ArrayList<>();

    @Option(
            names = {"-f", "--follow"},
            description = "go on with what is added, until Ctrl-C")
    private boolean follow;

    @Option(
            names = "--since",
            paramLabel = "SPAN",
            converter = Since.Converter.class,
            description = "from when on, such as 10m or 2026-01-31T12:00:00Z")
    private Since since;

    @Override
    public Integer call() {
        List<String> wanted =
                names.isEmpty() ? Part.inStartOrder().stream().map(Part::word).toList() : names;
        wanted.forEach(this::requireKnown);
        Optional<Instant> from = Optional.ofNullable(since)
                .map(value -> value.before(Clock.systemUTC().instant()));
        List<LogTail> tails = wanted.stream()
                .map(name -> new LogTail(
                        invocation.home().log(ALIASES.getOrDefault(name, name)),
                        line -> show(wanted.size() > 1 ? name + " | " : "", line)))
                .toList();
        if (invocation.home().isEmpty()) {
            invocation.console().progress(invocation.home().invitation());
        }
        tails.forEach(tail -> tail.readSince(from, ZoneId.systemDefault()));
        if (follow) {
            LogTail.follow(tails);
        }
        return 0;
    }

    private void show(String prefix, String line) {
        invocation.console().line(prefix + line);
    }

    private void requireKnown(String name) {
        if (Part.of(name).isEmpty() && !name.equals("supervisor") && !ALIASES.containsKey(name)) {
            throw new ParameterException(spec.commandLine(), "no such service: " + name);
        }
    }
}
