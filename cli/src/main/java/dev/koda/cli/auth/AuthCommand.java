package dev.koda.cli.auth;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What only somebody on the host may do: it is proven by the break-glass token in the home. */
@Command(
        name = "auth",
        description = "setup codes, locked accounts, a lost owner, signing keys",
        subcommands = {IssueCodeCommand.class, UnlockCommand.class, ResetOwnerCommand.class, RotateKeysCommand.class})
public final class AuthCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "name what to do: issue-code, unlock, reset-owner or rotate-keys");
    }
}
