package dev.koda.cli.doctor;

import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import dev.koda.cli.home.Environment;
import dev.koda.cli.invocation.Invocation;
import dev.koda.platform.doctor.Check;
import dev.koda.platform.doctor.DoctorJson;
import dev.koda.platform.doctor.DoctorReport;

/** Ends with 0 when nothing fails, 1 when something does, 3 when the doctor itself could not work. */
@Command(name = "doctor", description = "look at everything and say what to do next")
public final class DoctorCommand implements Callable<Integer> {

    private static final int RED = 1;
    private static final int BROKEN = 3;

    @Mixin
    private Invocation invocation;

    @Option(names = "--json", description = "print the report as JSON (koda.doctor/1)")
    private boolean json;

    @Option(names = "--only", split = ",", paramLabel = "ID", description = "show these checks only")
    private List<String> only = List.of();

    @Option(names = "--strict", description = "let warnings fail too")
    private boolean strict;

    @Option(names = "--fix", description = "repair what is safe to repair, after showing what that is")
    private boolean fix;

    @Override
    public Integer call() {
        try {
            return examine();
        } catch (RuntimeException broken) {
            invocation.console().failure("the doctor could not work: " + broken.getMessage());
            return BROKEN;
        }
    }

    private int examine() {
        Environment environment = invocation.environment();
        if (fix) {
            new Repairs(environment, invocation.console(), Clock.systemUTC()).run();
            environment = invocation.environment();
        }
        DoctorReport report = new Doctor(environment).examine();
        if (!only.isEmpty()) {
            report = report.only(Set.copyOf(new LinkedHashSet<>(only)));
            refuseMissing(report);
        }
        if (json) {
            invocation.console().line(DoctorJson.write(report));
        } else {
            ReportView.show(report, invocation.console());
        }
        boolean red = report.summary().fail() > 0 || (strict && report.summary().warn() > 0);
        return red ? RED : 0;
    }

    /** A check that nobody answered for is not green: its name is wrong, or the part that makes it is away. */
    private void refuseMissing(DoctorReport report) {
        List<String> seen = report.checks().stream().map(Check::id).toList();
        List<String> missing = only.stream().filter(id -> !seen.contains(id)).toList();
        if (!missing.isEmpty()) {
            throw new IllegalStateException(
                    "nothing here answers for " + String.join(", ", missing) + ". See all checks: koda doctor");
        }
    }
}
