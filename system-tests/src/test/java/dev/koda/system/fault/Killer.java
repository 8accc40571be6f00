package dev.koda.system.fault;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;

import com.fasterxml.jackson.databind.JsonNode;
import org.awaitility.Awaitility;

import dev.koda.system.stack.RunningStack.Koda;

/** Kills one part after the other at random moments. The supervisor of the house brings them back, nobody else does. */
final class Killer {
    /** The supervisor counts the death of a part that had run for less as a start that failed, and gives up after ten. */
    private static final Duration STEADY = Duration.ofSeconds(11);

    /** Else it would die before it has taken a task. */
    private static final Duration FIRST_STEPS = Duration.ofSeconds(2);

    private static final Duration BACK_WITHIN = Duration.ofMinutes(10);
    private static final int LONGEST_PAUSE_MILLIS = 1000;
    private final List<Kill> kills = new CopyOnWriteArrayList<>();
    private final Clock clock = Clock.systemUTC();
    private final Koda koda;
    private final WorkerProcess worker;
    private final IntPredicate worthIt;
    private final LastChances lastChances;
    private final RandomGenerator random;

    /** @param worthIt whether tasks are under way and get on well enough for one more kill after so many */
    Killer(Koda koda, WorkerProcess worker, IntPredicate worthIt, RandomGenerator random) throws IOException {
        this.lastChances = new LastChances(koda);
        this.koda = koda;
        this.worker = worker;
        this.worthIt = worthIt;
        this.random = random;
    }

    /** The kills so far. */
    List<Kill> kills() {
        return List.copyOf(kills);
    }

    /**
     * So many kills; victims come in a drawn order, but one that is not back yet lets the next go first. More are drawn than
     * die: at the end there would be only those left that take long to come back.
     */
    void kill(int many) throws IOException, InterruptedException {
        List<Victim> waiting = new ArrayList<>(Victim.drawn(many * 2, random));
        while (kills.size() < many) {
            Thread.sleep(random.nextInt(LONGEST_PAUSE_MILLIS));
            Victim next = Awaitility.await("a part to kill, after " + kills.size())
                    .atMost(BACK_WITHIN)
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> firstStanding(waiting), Optional::isPresent)
                    .orElseThrow();
            waiting.remove(next);
            kills.add(new Kill(next, clock.instant()));
            strike(next);
            System.out.println("kill " + kills.size() + " " + next + " at "
                    + kills.getLast().at());
        }
    }

    /** Waits until all are back. */
    void awaitAll() {
        Awaitility.await("all parts are back").atMost(BACK_WITHIN).until(() -> {
            boolean all = worker.ready();
            for (Victim victim : Victim.values()) {
                all &= victim == Victim.WORKER || running(koda.part(victim.part()));
            }
            return all;
        });
    }

    private Optional<Victim> firstStanding(List<Victim> waiting) throws IOException, InterruptedException {
        for (Victim victim : waiting.stream().distinct().toList()) {
            if (worthIt.test(kills.size()) && stands(victim) && !(victim.takesTasksAlong() && lastChances.any())) {
                return Optional.of(victim);
            }
        }
        return Optional.empty();
    }

    private boolean stands(Victim victim) throws IOException, InterruptedException {
        if (victim == Victim.WORKER) {
            return worker.readyFor(FIRST_STEPS);
        }
        JsonNode part = koda.part(victim.part());
        return running(part)
                && Instant.parse(part.path("since").asText()).plus(STEADY).isBefore(clock.instant());
    }

    private static boolean running(JsonNode part) {
        if (part.path("state").asText().equals("given_up")) {
            throw new AssertionError("the supervisor gave up: " + part);
        }
        return part.path("state").asText().equals("running")
                && ProcessHandle.of(part.path("pid").asLong())
                        .filter(ProcessHandle::isAlive)
                        .isPresent();
    }

    private void strike(Victim victim) throws IOException, InterruptedException {
        if (victim == Victim.WORKER) {
            worker.killAndReplace();
        } else {
            ProcessHandle.of(koda.part(victim.part()).path("pid").asLong()).ifPresent(ProcessHandle::destroyForcibly);
        }
    }
}
