package dev.koda.cli.status;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import dev.koda.cli.console.Console;
import dev.koda.cli.console.Json;
import dev.koda.cli.invocation.Invocation;

/** Shows every part; ends with 0 whatever it finds, for the doctor is the one to judge. */
@Command(name = "status", description = "show what runs, where, and how it is")
public final class StatusCommand implements Callable<Integer> {

    private static final String LINE = "%-10s %-9s %-10s %8s %6s  %s";

    @Mixin
    private Invocation invocation;

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    @Override
    public Integer call() {
        StackStatus status = new StatusReader(invocation.environment(), invocation.runFiles()).read();
        Console console = invocation.console();
        if (json) {
            console.line(Json.pretty(status));
            return 0;
        }
        console.line(LINE.formatted("SERVICE", "MODE", "STATE", "PID", "PORT", "HEALTH"));
        status.services().forEach(service -> console.line(line(service, console)));
        if (invocation.home().isEmpty()) {
            console.progress(invocation.home().invitation());
        }
        return 0;
    }

    private static String line(ServiceStatus service, Console console) {
        String health = "up".equals(service.health()) ? console.green("up") : console.red("down");
        String pid = service.pid() == null ? "-" : service.pid().toString();
        String line = LINE.formatted(service.name(), service.mode(), service.state(), pid, service.port(), health);
        return service.message().isEmpty() ? line : line + "  " + console.dim(service.message());
    }
}
