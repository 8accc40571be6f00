package dev.koda.platform.embedded.process;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Signals to processes that are not children of this JVM, which Java itself cannot send by name. */
public final class Signal {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Signal() {}

    /** Sends a signal, such as {@code INT}; false when the process was gone. */
    public static boolean send(String signal, long pid) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return kill.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) && kill.exitValue() == 0;
        } catch (IOException noKillCommand) {
            return ProcessHandle.of(pid).map(ProcessHandle::destroy).orElse(false);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
