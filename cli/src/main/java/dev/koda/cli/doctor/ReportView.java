package dev.koda.cli.doctor;

import java.util.LinkedHashMap;
import java.util.stream.Collectors;

import dev.koda.cli.console.Console;
import dev.koda.platform.doctor.Check;
import dev.koda.platform.doctor.DoctorReport;
import dev.koda.platform.doctor.Status;

/** A report for people: one line a check, and under a troubled one what to do next. */
final class ReportView {

    private ReportView() {}

    static void show(DoctorReport report, Console console) {
        report.checks().stream()
                .collect(Collectors.groupingBy(Check::category, LinkedHashMap::new, Collectors.toList()))
                .forEach((category, checks) -> {
                    console.line(category);
                    checks.forEach(check -> show(check, console));
                });
        DoctorReport.Summary summary = report.summary();
        console.line("");
        console.line("%s: %d pass, %d warn, %d fail, %d skip"
                .formatted(report.status().word(), summary.pass(), summary.warn(), summary.fail(), summary.skip()));
    }

    private static void show(Check check, Console console) {
        console.line("  " + word(check.status(), console) + " " + check.id() + "  " + check.message());
        if (check.status() == Status.FAIL || check.status() == Status.WARN) {
            console.line("       → " + check.hint());
        }
    }

    private static String word(Status status, Console console) {
        return switch (status) {
            case PASS -> console.green("pass");
            case WARN -> console.yellow("warn");
            case FAIL -> console.red("fail");
            case SKIP -> console.dim("skip");
        };
    }
}
