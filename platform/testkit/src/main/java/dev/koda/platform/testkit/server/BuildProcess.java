package dev.koda.platform.testkit.server;

import java.util.Optional;
import java.util.stream.Stream;

/** The process whose end ends the test servers: Maven, or this JVM where an editor runs the tests. */
final class BuildProcess {
    private BuildProcess() {}

    /** Surefire forks through a shell, so the nearest Java ancestor is Maven. */
    static long pid() {
        return ancestors()
                .filter(BuildProcess::isJava)
                .findFirst()
                .orElseGet(ProcessHandle::current)
                .pid();
    }

    private static Stream<ProcessHandle> ancestors() {
        return Stream.iterate(
                        ProcessHandle.current().parent(),
                        Optional::isPresent,
                        handle -> handle.flatMap(ProcessHandle::parent))
                .flatMap(Optional::stream);
    }

    private static boolean isJava(ProcessHandle handle) {
        return handle.info()
                .command()
                .filter(command -> command.endsWith("/java"))
                .isPresent();
    }
}
