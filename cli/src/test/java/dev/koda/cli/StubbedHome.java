package dev.koda.cli;

import java.io.IOException;
import java.nio.file.Path;

import dev.koda.cli.console.Console;
import dev.koda.cli.console.HeardConsole;
import dev.koda.cli.home.Environment;
import dev.koda.cli.home.MadeUpMachine;

/** A home whose gateway answers as the test wants, seen from a console that is listened to. */
public final class StubbedHome implements AutoCloseable {

    private final StubGateway gateway = new StubGateway();
    private final HeardConsole console = HeardConsole.coloured();
    private final Environment environment;

    /** The home is the folder {@code home} below the one given. */
    public StubbedHome(Path folder) throws IOException {
        MadeUpMachine machine = new MadeUpMachine(folder);
        machine.caller().put("WEB_PORT", Integer.toString(gateway.port()));
        environment = machine.complete(machine.home("home"));
    }

    public StubGateway gateway() {
        return gateway;
    }

    public Environment environment() {
        return environment;
    }

    public Console console() {
        return console.console();
    }

    public String said() {
        return console.said();
    }

    @Override
    public void close() {
        gateway.close();
    }
}
