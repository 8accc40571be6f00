package dev.koda.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import dev.koda.cli.auth.AuthCommand;
import dev.koda.cli.doctor.DoctorCommand;
import dev.koda.cli.down.DownCommand;
import dev.koda.cli.logs.LogsCommand;
import dev.koda.cli.status.StatusCommand;
import dev.koda.cli.task.RunCommand;
import dev.koda.cli.task.TaskCommand;
import dev.koda.cli.up.UpCommand;
import dev.koda.cli.version.KodaVersion;
import dev.koda.cli.version.VersionCommand;

/** The root of all commands. */
@Command(
        name = "koda",
        description = "runs and looks after a Koda of your own",
        versionProvider = KodaVersion.class,
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            DoctorCommand.class,
            RunCommand.class,
            TaskCommand.class,
            AuthCommand.class,
            VersionCommand.class,
            HelpCommand.class
        })
final class KodaCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name a command; koda --help lists them");
    }
}
