package dev.koda.platform.embedded.process;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * How to start a server.
 *
 * @param timeout until it must answer; a first start on a busy machine takes tens of seconds
 * @param progress is told what is being done, a few words at a time, on the starting thread
 * @param guardian process whose end ends the server too, at most two seconds later; empty lets it live on
 */
public record StartOptions(Duration timeout, Consumer<String> progress, OptionalLong guardian) {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    public static StartOptions detached() {
        return new StartOptions(PATIENCE, words -> {}, OptionalLong.empty());
    }

    public static StartOptions boundTo(long guardianPid) {
        return new StartOptions(PATIENCE, words -> {}, OptionalLong.of(guardianPid));
    }

    public StartOptions withProgress(Consumer<String> listener) {
        return new StartOptions(timeout, listener, guardian);
    }

    public StartOptions withTimeout(Duration span) {
        return new StartOptions(span, progress, guardian);
    }
}
