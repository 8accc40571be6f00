package dev.koda.cli.doctor;

import java.nio.file.Path;
import java.util.Map;

import dev.koda.cli.home.Environment;
import dev.koda.cli.home.KodaHome;
import dev.koda.cli.home.MadeUpMachine;
import dev.koda.cli.home.Ports;
import dev.koda.platform.embedded.process.FreePort;

/** A complete home in which nothing runs, on ports where nobody listens. */
final class QuietHome {

    private final MadeUpMachine machine;
    private final KodaHome home;

    QuietHome(Path folder) {
        machine = new MadeUpMachine(folder);
        home = machine.home("home");
        Ports.DEFAULTS.keySet().forEach(variable -> caller().put(variable, Integer.toString(FreePort.next())));
        caller().put("WEB_PORT", Integer.toString(FreePort.next()));
        machine.complete(home);
    }

    KodaHome files() {
        return home;
    }

    /** What the caller has set; counts from the next {@link #environment()} on. */
    Map<String, String> caller() {
        return machine.caller();
    }

    Environment environment() {
        return machine.files(home).read();
    }
}
