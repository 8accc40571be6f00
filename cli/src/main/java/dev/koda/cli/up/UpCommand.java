package dev.koda.cli.up;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import dev.koda.cli.auth.SetupCode;
import dev.koda.cli.console.Console;
import dev.koda.cli.controlplane.ControlPlane;
import dev.koda.cli.doctor.Doctor;
import dev.koda.cli.home.Environment;
import dev.koda.cli.invocation.FactsOption;
import dev.koda.cli.invocation.Invocation;
import dev.koda.cli.logs.LogTail;
import dev.koda.cli.sample.Sample;
import dev.koda.platform.doctor.DoctorReport;

/** Starts whatever does not run, waits until tasks are accepted, and says where to go next. */
@Command(name = "up", description = "start everything and wait until it is ready")
public final class UpCommand implements Callable<Integer> {

    private static final int MORE_LOOKS = 4;
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    @Mixin
    private Invocation invocation;

    @Option(names = "--sample", description = "also make an owner and a sample agent, and let it do a real task")
    private boolean sample;

    @Option(names = "--detach", description = "return once ready (this is the default)")
    private boolean detach;

    @Option(names = "--attach", description = "stay and show the logs until Ctrl-C; the stack goes on without you")
    private boolean attach;

    @Mixin
    private FactsOption output;

    @Override
    public Integer call() {
        Console console = invocation.console();
        Environment environment = invocation.accepted(invocation.completedEnvironment());
        new StackStart(invocation, environment).untilReady();
        console.done("the stack is ready");
        examine(environment, console);
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("dashboard", environment.gateway());
        boolean completed = true;
        if (sample) {
            completed = new Sample(environment, console, !output.json()).run(facts);
        } else {
            SetupCode.whileThereIsNoOwner(ControlPlane.breakGlass(environment))
                    .ifPresent(code -> facts.put("setup_code", code));
        }
        output.print(console, facts);
        if (attach && !detach) {
            LogTail.followAll(environment.home(), console);
        }
        return completed ? 0 : 1;
    }

    /** The doctor's word at the end of a start is a service to the reader; it decides nothing. */
    private static void examine(Environment environment, Console console) {
        DoctorReport report = settled(new Doctor(environment), console);
        if (report.summary().fail() == 0 && report.summary().warn() == 0) {
            console.done("the doctor finds nothing wrong (" + report.summary().pass() + " checks)");
            return;
        }
        report.checks().forEach(check -> {
            switch (check.status()) {
                case FAIL -> console.failure(check.id() + ": " + check.message() + " → " + check.hint());
                case WARN -> console.warning(check.id() + ": " + check.message() + " → " + check.hint());
                default -> {
                    // well, or not looked at
                }
            }
        });
    }

    /** Right after a start much is done for the first time, and slowly; what is really wrong still is a little later. */
    private static DoctorReport settled(Doctor doctor, Console console) {
        DoctorReport report = doctor.examine();
        for (int again = 0; again < MORE_LOOKS && report.summary().fail() > 0; again++) {
            console.progress("the doctor looks again: " + report.summary().fail() + " not green yet");
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            report = doctor.examine();
        }
        return report;
    }
}
