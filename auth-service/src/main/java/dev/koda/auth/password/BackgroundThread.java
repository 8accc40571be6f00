package dev.koda.auth.password;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Map;
import java.util.Optional;

import io.quarkus.logging.Log;

/**
 * Makes the calling thread step back for every other one of the machine that has something to do. On Linux a thread has a
 * weight and a time slice of its own, which Java's priorities do not reach; elsewhere, and where they cannot be set, nothing
 * changes.
 *
 * <p>The weight alone is not enough: a thread that has begun a slice may end it, some milliseconds, and a call that wakes
 * several processes waits for several of them. Since Linux 6.12 a thread that wakes takes the processor at once from one
 * with a longer slice and a later deadline ({@code PREEMPT_SHORT} of the EEVDF scheduler), so this one asks for the longest
 * (by {@code sched_runtime} of {@code sched_setattr(2)}; before, that part is ignored). A short slice would do the
 * opposite: its deadline is soon, and the one that wakes waits for the next tick of the clock. The policy for idle time would
 * make way as soon, but then nobody could sign in while the machine is full.
 */
final class BackgroundThread {

    /**
     * A tenth of the weight of an ordinary thread: whoever answers a call comes first, and still a sign-in goes on when the
     * machine is full.
     */
    private static final int NICE = 10;

    /** The longest slice that Linux takes. */
    private static final long SLICE_NANOS = 100_000_000;

    /** {@code SCHED_ATTR_SIZE_VER0}: size, policy, flags, nice, priority, runtime, deadline, period. */
    private static final int ATTRIBUTES = 48;

    private static final int AT_NICE = 16;
    private static final int AT_RUNTIME = 24;

    /** The number of {@code sched_setattr}, for which older C libraries have no name, by processor. */
    private static final Map<String, Long> SET_ATTRIBUTES = Map.of("amd64", 314L, "aarch64", 274L, "riscv64", 274L);

    private static final Optional<MethodHandle> SYSCALL = syscall();

    private BackgroundThread() {}

    /** A task that steps back and then does {@code work}. */
    static Runnable of(Runnable work) {
        return () -> {
            SYSCALL.ifPresent(BackgroundThread::stepBack);
            work.run();
        };
    }

    private static void stepBack(MethodHandle syscall) {
        Long number = SET_ATTRIBUTES.get(System.getProperty("os.arch", ""));
        if (number == null) {
            return;
        }
        try (Arena memory = Arena.ofConfined()) {
            // all else stays 0: policy SCHED_OTHER, no flags; with 0 as the process Linux takes the calling thread
            MemorySegment attributes = memory.allocate(ATTRIBUTES, Long.BYTES);
            attributes.set(ValueLayout.JAVA_INT, 0, ATTRIBUTES);
            attributes.set(ValueLayout.JAVA_INT, AT_NICE, NICE);
            attributes.set(ValueLayout.JAVA_LONG, AT_RUNTIME, SLICE_NANOS);
            long result = (long) syscall.invokeExact((long) number, 0, attributes, 0);
            Log.debugf("hashing thread steps back: %d", result);
        } catch (Throwable failure) {
            Log.debug("hashing threads keep their priority", failure);
        }
    }

    /** The only native call of the service; the launchers allow it. */
    @SuppressWarnings("restricted")
    private static Optional<MethodHandle> syscall() {
        if (!System.getProperty("os.name", "").equals("Linux")) {
            return Optional.empty();
        }
        Linker linker = Linker.nativeLinker();
        return linker.defaultLookup()
                .find("syscall")
                .map(symbol -> linker.downcallHandle(
                        symbol,
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_INT,
                                ValueLayout.ADDRESS,
                                ValueLayout.JAVA_INT),
                        Linker.Option.firstVariadicArg(1)));
    }
}
