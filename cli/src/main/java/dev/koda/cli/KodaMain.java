package dev.koda.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.logging.Level;
import java.util.logging.Logger;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

import dev.koda.cli.console.CommandFailed;
import dev.koda.cli.invocation.Invocation;

/** Exit codes: 0 done, 1 failed with one line on standard error, 2 not a command of ours; the doctor also has 3. */
public final class KodaMain {

    /** Kept, for a logger that nobody holds forgets its level. */
    private static final Logger ROOT = Logger.getLogger("");

    private KodaMain() {}

    public static void main(String... arguments) {
        ROOT.setLevel(Level.OFF);
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new KodaCommand());
        takeOptionsBeforeTheCommand(commandLine);
        takeOptionsBeforeTheCommand(commandLine.getSubcommands().get("auth"));
        addHelpAndVersion(commandLine);
        commandLine.setExecutionExceptionHandler(KodaMain::failed);
        return commandLine;
    }

    private static void takeOptionsBeforeTheCommand(CommandLine commandLine) {
        commandLine.getCommandSpec().addMixin("invocation", CommandSpec.forAnnotatedObject(new Invocation()));
    }

    private static void addHelpAndVersion(CommandLine commandLine) {
        commandLine.getCommandSpec().mixinStandardHelpOptions(true);
        commandLine.getSubcommands().values().stream()
                .filter(subcommand -> !"help".equals(subcommand.getCommandName()))
                .forEach(subcommand -> {
                    subcommand
                            .getCommandSpec()
                            .versionProvider(commandLine.getCommandSpec().versionProvider());
                    addHelpAndVersion(subcommand);
                });
    }

    private static int failed(Exception failure, CommandLine commandLine, CommandLine.ParseResult parsed) {
        PrintWriter err = commandLine.getErr();
        err.println("koda: " + words(failure));
        if (Arrays.asList(parsed.originalArgs().toArray()).contains("--verbose")) {
            failure.printStackTrace(err);
        } else if (!(failure instanceof CommandFailed)) {
            err.println("koda: --verbose shows where");
        }
        err.flush();
        return 1;
    }

    private static String words(Exception failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
