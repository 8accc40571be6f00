package dev.koda.cli.up;

import java.util.HashMap;
import java.util.Map;

import dev.koda.cli.console.Console;
import dev.koda.cli.stack.PartState;
import dev.koda.cli.stack.StackState;

/** Shows each change of a part once. */
final class Progress {

    private final Console console;
    private final Map<String, String> shown = new HashMap<>();

    Progress(Console console) {
        this.console = console;
    }

    void show(StackState state) {
        state.parts().forEach(this::show);
    }

    private void show(PartState part) {
        String now = part.state() + " " + part.message();
        String before = shown.put(part.name(), now);
        boolean ranAlready = before == null && part.is(PartState.Phase.RUNNING);
        if (part.is(PartState.Phase.WAITING) || now.equals(before) || ranAlready) {
            return;
        }
        if (part.is(PartState.Phase.RUNNING)) {
            console.done(part.name() + " on port " + part.port());
        } else if (part.is(PartState.Phase.DOWN) || part.is(PartState.Phase.GIVEN_UP)) {
            console.failure(part.name() + ": " + part.message());
        } else {
            console.progress(part.name() + ": " + (part.message().isEmpty() ? part.state() : part.message()));
        }
    }
}
