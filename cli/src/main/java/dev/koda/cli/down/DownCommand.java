package dev.koda.cli.down;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import dev.koda.cli.invocation.Invocation;

/** Stops in reverse order; harmless when nothing runs. */
@Command(name = "down", description = "drain and stop everything; data stays")
public final class DownCommand implements Callable<Integer> {

    @Mixin
    private Invocation invocation;

    @Override
    public Integer call() {
        boolean stopped = new StackStop(invocation.runFiles(), invocation.console()).run();
        invocation
                .console()
                .done(stopped ? "stopped; the data is in " + invocation.home().data() : "nothing was running");
        return 0;
    }
}
