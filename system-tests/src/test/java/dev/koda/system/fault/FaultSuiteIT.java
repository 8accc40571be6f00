package dev.koda.system.fault;

import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import dev.koda.system.stack.RunningStack;
import dev.koda.system.stack.RunningStack.Koda;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Parts of the house are killed at random moments while hundreds of tasks call the world outside, and afterwards the books
 * of both must agree: nothing lost, nothing finished done again, nothing irreversible done twice.
 *
 * <p>The same seed gives the same tasks and the same order of kills, not the same moments; {@code -Dkoda.fault.seed} and
 * {@code -Dkoda.fault.kills} choose others.
 */
@ExtendWith(RunningStack.class)
class FaultSuiteIT {
    private static final long SEED = Long.getLong("koda.fault.seed", 20_261_126);

    @Test
    void fiftyKills(Koda koda) throws Exception {
        run(koda, Integer.getInteger("koda.fault.kills", 50), Boolean.getBoolean("koda.evidence"));
    }

    @Test
    @Tag("long")
    void aThousandKills(Koda koda) throws Exception {
        run(koda, Integer.getInteger("koda.fault.long-kills", 1000), true);
    }

    private static void run(Koda koda, int kills, boolean evidence) throws Exception {
        System.out.println("fault suite: " + kills + " kills, -Dkoda.fault.seed=" + SEED);
        FaultRun run = new FaultRun(koda, SEED, kills);
        FaultReport report = run.report();
        report.write(evidence);
        assertThat(report.tasks().stream().flatMap(task -> task.faults().stream()))
                .isEmpty();

        AuditBook audit = new AuditBook(koda.api());
        List<String> tasks = List.copyOf(run.tasks());
        assertThat(audit.faults(tasks, "task.created")).isEmpty();
        assertThat(audit.faults(tasks, "task.completed")).isEmpty();
        assertThat(audit.tasksOf(run.agents())).isEqualTo(tasks.size());
        Awaitility.await("the doctor is content again")
                .atMost(Duration.ofMinutes(5))
                .untilAsserted(() -> assertThat(failing(koda.doctor())).isEmpty());
    }

    private static List<String> failing(JsonNode report) {
        return StreamSupport.stream(report.path("checks").spliterator(), false)
                .filter(check -> check.path("status").asText().equals("fail"))
                .map(JsonNode::toString)
                .toList();
    }
}
