package dev.koda.runtime.lease;

import java.util.List;
import java.util.stream.IntStream;

import dev.koda.runtime.RuntimeFixtures;

/** Tasks that are held in the midst of their work: some calls have finished, others are still to come. */
final class HeldWork {
    static final int CALLS = 3;

    /** The turn in which tasks are held; the calls of the turns before have finished by then. */
    static final int HELD_TURN = 2;

    private HeldWork() {}

    /** So many tasks, each of them waiting in the same turn of the model, which the gate of the same name holds. */
    static List<String> held(RuntimeStack stack, String name, int count) {
        String agent = RuntimeFixtures.agent("artifact.save");
        List<String> tasks = IntStream.range(0, count)
                .parallel()
                .mapToObj(_ -> RuntimeFixtures.submit(agent, script(name)))
                .toList();
        stack.awaitTurn(HELD_TURN, tasks, 0);
        stack.awaitResults(HELD_TURN, tasks);
        return tasks;
    }

    private static String script(String gate) {
        StringBuilder script = new StringBuilder("@hold " + HELD_TURN + " " + gate + "\n");
        for (int i = 0; i < CALLS; i++) {
            script.append("@tool artifact.save {\"name\":\"note-%d\",\"content\":\"%s %d\"}%n".formatted(i, gate, i));
        }
        return script.append("@say done").toString();
    }
}
