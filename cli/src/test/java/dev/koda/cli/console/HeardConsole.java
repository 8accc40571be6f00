package dev.koda.cli.console;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** A console whose words can be read afterwards. */
public final class HeardConsole {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Console console;

    private HeardConsole(boolean colour) {
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        console = new Console(stream, stream, colour);
    }

    public static HeardConsole coloured() {
        return new HeardConsole(true);
    }

    public static HeardConsole plain() {
        return new HeardConsole(false);
    }

    public Console console() {
        return console;
    }

    public String said() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
