package dev.koda.cli.invocation;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import dev.koda.cli.console.CommandFailed;
import dev.koda.cli.console.Console;
import dev.koda.cli.home.Environment;
import dev.koda.cli.home.EnvironmentFiles;
import dev.koda.cli.home.KodaHome;
import dev.koda.cli.home.PortReservations;
import dev.koda.cli.home.Ports;
import dev.koda.cli.stack.Part;
import dev.koda.cli.stack.RunFiles;
import dev.koda.platform.boot.Refusal;
import dev.koda.platform.embedded.process.FreePort;

/** The options that every command takes, and what follows from them. */
public final class Invocation {

    /** The gateway's second port, which no pid file names. */
    private static final String SECOND_PORT = "KODA_GATEWAY_MANAGEMENT_PORT";

    @Option(
            names = "--dir",
            paramLabel = "FOLDER",
            description = "the installation; wins over KODA_HOME (default: ~/.koda)")
    private Path dir;

    @Option(names = "--verbose", description = "say more when something fails")
    private boolean verbose;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    private final Map<String, String> caller = System.getenv();
    private final Console console = Console.ofProcess();

    public Console console() {
        return console;
    }

    public boolean verbose() {
        return verbose;
    }

    public KodaHome home() {
        Path root = dirGiven()
                .or(() -> Optional.ofNullable(caller.get("KODA_HOME"))
                        .filter(value -> !value.isBlank())
                        .map(Path::of))
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".koda"));
        return new KodaHome(root.toAbsolutePath().normalize());
    }

    /** With the command or before it: {@code koda up --dir X} is {@code koda --dir X up}. */
    private Optional<Path> dirGiven() {
        return Optional.ofNullable(dir).or(() -> Stream.iterate(command, Objects::nonNull, CommandSpec::parent)
                .flatMap(spec -> spec.mixins().values().stream())
                .map(CommandSpec::userObject)
                .filter(Invocation.class::isInstance)
                .map(mixin -> ((Invocation) mixin).dir)
                .filter(Objects::nonNull)
                .findFirst());
    }

    public RunFiles runFiles() {
        return new RunFiles(home());
    }

    /** The settings as they stand; nothing is written. */
    public Environment environment() {
        return files().read();
    }

    /** The settings to start with: what is missing in a new home is made. */
    public Environment completedEnvironment() {
        return files().complete(console::progress);
    }

    /** The settings, if the boot would take them; else fails with the boot's own line for each. */
    public Environment acceptedEnvironment() {
        Environment environment = environment();
        if (home().isEmpty() && !environment.refusals().isEmpty()) {
            throw new CommandFailed(home().invitation());
        }
        return accepted(environment);
    }

    public Environment accepted(Environment environment) {
        List<Refusal> refusals = environment.refusals();
        if (!refusals.isEmpty()) {
            throw new CommandFailed(String.join(
                    System.lineSeparator(), refusals.stream().map(Refusal::line).toList()));
        }
        return environment;
    }

    private EnvironmentFiles files() {
        RunFiles run = runFiles();
        return new EnvironmentFiles(
                home(),
                caller,
                new Ports(
                        (variable, port) -> usable(run, variable, port), FreePort::next, PortReservations.ofMachine()));
    }

    /** Free, or held by the very part of this home that the variable is about. */
    private static boolean usable(RunFiles run, String variable, int port) {
        return FreePort.isFree(port)
                || (variable.equals(SECOND_PORT) && run.running(Part.WEB).isPresent())
                || held(run, variable, port);
    }

    private static boolean held(RunFiles run, String variable, int port) {
        return Arrays.stream(Part.values())
                .filter(part -> part.portVariable().equals(variable))
                .flatMap(part -> run.running(part).stream())
                .anyMatch(entry -> entry.port() == port);
    }
}
