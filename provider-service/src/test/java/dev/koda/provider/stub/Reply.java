package dev.koda.provider.stub;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One scripted answer of a stub vendor. */
public record Reply(int status, Map<String, String> headers, List<String> chunks, Ending ending, int pauseMs) {

    /** How the answer ends. */
    public enum Ending {
        COMPLETE,
        CUT,
        HANG
    }

    public static Reply json(int status, String body) {
        return new Reply(status, Map.of("Content-Type", "application/json"), List.of(body), Ending.COMPLETE, 0);
    }

    /** Server-sent events, each with this data. */
    public static Reply events(String... data) {
        return new Reply(
                200,
                Map.of("Content-Type", "text/event-stream"),
                Arrays.stream(data).map(each -> "data: " + each + "\n\n").toList(),
                Ending.COMPLETE,
                0);
    }

    /** Raw text of a stream, as recorded. */
    public static Reply stream(String text) {
        return new Reply(200, Map.of("Content-Type", "text/event-stream"), List.of(text), Ending.COMPLETE, 0);
    }

    public Reply with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new Reply(status, more, chunks, ending, pauseMs);
    }

    /** The same, but the connection breaks instead of ending well. */
    public Reply cut() {
        return new Reply(status, headers, chunks, Ending.CUT, pauseMs);
    }

    /** The same, but silent at the end. */
    public Reply hanging() {
        return new Reply(status, headers, chunks, Ending.HANG, pauseMs);
    }

    public Reply slowly(int milliseconds) {
        return new Reply(status, headers, chunks, ending, milliseconds);
    }
}
