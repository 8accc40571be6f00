package dev.koda.runtime.lease;

import java.util.Collections;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** What the journal and the world outside knew at a moment. */
record Books(List<String> finished, List<String> saved) {
    static Books of(RuntimeStack stack) {
        return new Books(stack.finishedCalls(), stack.saved());
    }

    /**
     * A call that had finished has arrived no more often than before the death. More than once it may have arrived by then:
     * a broken connection is tried again under the same key.
     */
    void noFinishedCallTwice(RuntimeStack stack, List<String> tasks) {
        List<String> savedNow = stack.saved();
        for (String task : tasks) {
            List<String> own =
                    savedNow.stream().filter(call -> call.startsWith(task)).toList();
            assertThat(own.stream().distinct()).hasSize(HeldWork.CALLS);
        }
        List<String> finishedThen = finished.stream()
                .filter(call -> tasks.contains(call.split(" ")[0]))
                .toList();
        assertThat(finishedThen).hasSize(tasks.size() * HeldWork.HELD_TURN);
        assertThat(finishedThen).allSatisfy(call -> assertThat(Collections.frequency(savedNow, call))
                .as(call)
                .isEqualTo(Collections.frequency(saved, call)));
    }
}
