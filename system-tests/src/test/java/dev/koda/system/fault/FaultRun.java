package dev.koda.system.fault;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.awaitility.Awaitility;

import dev.koda.system.recording.RecordingEndpoint;
import dev.koda.system.stack.Api;
import dev.koda.system.stack.RunningStack.Koda;
import dev.koda.system.stack.Tasks;

import static org.assertj.core.api.Assertions.assertThat;

/** One run: tasks come in as kills go on, a person answers what is in doubt, and then the books are drawn up. */
final class FaultRun {
    private static final int FEWEST_TASKS = 200;
    private static final int AGENTS = 4;
    private static final Duration LAST_TASKS = Duration.ofMinutes(10);
    private static final long LOOK_MILLIS = 300;

    private final Koda koda;
    private final Api api;
    private final RecordingEndpoint world;
    private final long seed;
    private final int kills;
    private final Workload workload;
    private final Doubts doubts;
    private final Clients clients;
    private final List<String> agents;

    FaultRun(Koda koda, long seed, int kills) throws IOException, InterruptedException {
        this.koda = koda;
        this.api = koda.api();
        this.world = koda.world();
        this.seed = seed;
        this.kills = kills;
        this.agents = agents(kills);
        this.workload = new Workload(api, agents);
        this.doubts = new Doubts(api, world);
        this.clients = new Clients(koda, workload);
    }

    /** Kills, waits until everything has ended, and reads the books. */
    FaultReport report() throws Exception {
        List<Kill> done;
        try (WorkerProcess worker = new WorkerProcess(koda);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Killer killer = new Killer(koda, worker, clients::areWorthAKill, new SplittableRandom(seed));
            killer.awaitAll();
            Future<?> person = threads.submit(this::answerDoubts);
            Future<?> feeder = threads.submit(() -> feed(killer, threads));
            try {
                killer.kill(kills);
                killer.awaitAll();
                feeder.get();
                awaitEnds(person);
                done = killer.kills();
            } finally {
                person.cancel(true);
                feeder.cancel(true);
                clients.cancel();
            }
        }
        return new FaultReport(seed, done, clients.books(), others());
    }

    private List<String> agents(int run) throws IOException, InterruptedException {
        List<String> published = new ArrayList<>();
        Tasks tasks = new Tasks(api);
        for (int number = 1; number <= AGENTS; number++) {
            published.add(tasks.publishedAgent(
                    "caller-" + run + "-" + number, "rehearsal/rehearsal-1", "http.fetch", "file.write"));
        }
        return List.copyOf(published);
    }

    /** A new task for each that has ended, until all kills are done. */
    private Void feed(Killer killer, ExecutorService threads) throws Exception {
        SplittableRandom random = new SplittableRandom(seed + 1);
        for (int number = 0; killer.kills().size() < kills || number < FEWEST_TASKS; number++) {
            clients.send(PlannedTask.drawn("run" + kills + "-task" + number, random, world), threads);
        }
        return null;
    }

    private Void answerDoubts() throws InterruptedException {
        while (!Thread.currentThread().isInterrupted()) {
            doubts.answerAll();
            Thread.sleep(LOOK_MILLIS);
        }
        return null;
    }

    private void awaitEnds(Future<?> person) {
        Awaitility.await("every task ends")
                .atMost(LAST_TASKS)
                .failFast("the person who answers has stopped", person::isDone)
                .untilAsserted(() -> assertThat(open()).isEmpty());
    }

    /** Tasks that have not ended, with what the API says of them. */
    private List<String> open() throws IOException, InterruptedException {
        if (clients.haveLeft()) {
            return List.of();
        }
        List<String> open = workload.open();
        return open.isEmpty() ? List.of("all have ended, some watchers have not") : open;
    }

    private Map<String, Object> others() throws Exception {
        Map<String, Object> others = new LinkedHashMap<>();
        others.put("calls in doubt that a person answered", doubts.answered(""));
        others.put("of them had happened", doubts.answered("happened"));
        others.put("of them had not", doubts.answered("not_happened"));
        others.put("submissions repeated with the same key, by answer", new TreeMap<>(workload.repeated()));
        others.put("restarts by the supervisor", restarts());
        return others;
    }

    private int restarts() throws IOException {
        int restarts = 0;
        for (Victim victim : Victim.values()) {
            restarts += victim == Victim.WORKER
                    ? 0
                    : koda.part(victim.part()).path("restarts").asInt();
        }
        return restarts;
    }

    /** Ids of all tasks that were handed in. */
    Collection<String> tasks() {
        return workload.ids().values();
    }

    List<String> agents() {
        return agents;
    }
}
