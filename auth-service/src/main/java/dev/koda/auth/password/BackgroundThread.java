package dev.koda.auth.password;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

import io.quarkus.logging.Log;

/**
 * Makes the calling thread step back for every other one of the machine that has something to do. On Linux a thread has a
 * nice value of its own, which Java's priorities do not reach; elsewhere, and where it cannot be set, nothing changes.
 */
final class BackgroundThread {

    /**
     * A tenth of the weight of an ordinary thread: whoever answers a call comes first, and still a sign-in goes on when the
     * machine is full.
     */
    private static final int NICE = 10;

    /** With 0 as the second argument Linux takes the calling thread. */
    private static final int PRIO_PROCESS = 0;

    private static final Optional<MethodHandle> SETPRIORITY = setpriority();

    private BackgroundThread() {}

    /** A task that steps back and then does {@code work}. */
    static Runnable of(Runnable work) {
        return () -> {
            stepBack();
            work.run();
        };
    }

    private static void stepBack() {
        SETPRIORITY.ifPresent(call -> {
            try {
                int result = (int) call.invokeExact(PRIO_PROCESS, 0, NICE);
                Log.debugf("hashing thread steps back: %d", result);
            } catch (Throwable failure) {
                Log.debug("hashing threads keep their priority", failure);
            }
        });
    }

    /** The only native call of the service; the launchers allow it. */
    @SuppressWarnings("restricted")
    private static Optional<MethodHandle> setpriority() {
        if (!System.getProperty("os.name", "").equals("Linux")) {
            return Optional.empty();
        }
        Linker linker = Linker.nativeLinker();
        return linker.defaultLookup()
                .find("setpriority")
                .map(symbol -> linker.downcallHandle(
                        symbol,
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT,
                                ValueLayout.JAVA_INT,
                                ValueLayout.JAVA_INT,
                                ValueLayout.JAVA_INT)));
    }
}
