package dev.koda.system.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

import dev.koda.system.recording.RecordingEndpoint;

/**
 * What a task is to do: calls to the world, some repeatable and some not, between which it writes a file and speaks.
 *
 * @param mark its name at the recording endpoint, and its idempotency key
 * @param input the script for the rehearsal model
 */
record PlannedTask(String mark, List<PlannedCall> calls, String input) {
    private static final int LONGEST_WAIT_MILLIS = 1800;

    /** A call to the world; a GET is declared idempotent, a POST irreversible. */
    record PlannedCall(String name, boolean irreversible, int waitMillis) {}

    static PlannedTask drawn(String mark, RandomGenerator random, RecordingEndpoint world) {
        List<PlannedCall> calls = new ArrayList<>();
        int many = 3 + random.nextInt(3);
        for (int number = 1; number <= many; number++) {
            boolean irreversible = random.nextBoolean();
            calls.add(new PlannedCall(
                    (irreversible ? "irreversible-" : "idempotent-") + number,
                    irreversible,
                    random.nextInt(LONGEST_WAIT_MILLIS)));
        }
        String script = calls.stream()
                .map(call -> """
                        @say Now comes %1$s of %2$s, and then we shall see.
                        @tool http.fetch {"url":"%3$s","method":"%4$s"}
                        """.formatted(
                                call.name(),
                                mark,
                                world.address(mark, call.name(), call.waitMillis()),
                                call.irreversible() ? "POST" : "GET"))
                .collect(Collectors.joining("@tool file.write {\"path\":\"note.txt\",\"content\":\"" + mark + "\"}\n"));
        return new PlannedTask(mark, List.copyOf(calls), "@slow 8\n" + script + "@say " + mark + " is done.");
    }
}
