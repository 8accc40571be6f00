package dev.koda.system.fault;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

import dev.koda.system.recording.Arrival;
import dev.koda.system.stack.RunningStack.Koda;

/** The clients: each hands one task in and watches it to its end, and as one leaves the next may come. */
final class Clients {
    /** Enough for every kill to meet tasks in all their stages; more would only crowd a small machine. */
    private static final int AT_A_TIME = 32;

    private static final int FEWEST_AT_A_TIME = 8;

    /** A task that was handed in, and what its watcher got. */
    private record Watched(PlannedTask plan, String id, EventStream stream) {}

    private final List<Future<Watched>> watchers = new CopyOnWriteArrayList<>();
    private final Semaphore room = new Semaphore(AT_A_TIME);
    private final AtomicInteger atWork = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final Koda koda;
    private final Workload workload;

    Clients(Koda koda, Workload workload) {
        this.koda = koda;
        this.workload = workload;
    }

    /** Waits until there is room for one more, and sends a client with this task. */
    void send(PlannedTask plan, ExecutorService threads) throws InterruptedException {
        room.acquire();
        watchers.add(threads.submit(() -> watched(plan)));
    }

    private Watched watched(PlannedTask plan) throws Exception {
        try {
            String id = workload.submit(plan);
            atWork.incrementAndGet();
            Watched watched = new Watched(plan, id, stream(id).read());
            atWork.decrementAndGet();
            ended.incrementAndGet();
            return watched;
        } finally {
            room.release();
        }
    }

    /**
     * No more kills than tasks that have ended: on a small machine every part would be killed again as soon as it stands,
     * and no task would get on until all kills are done, which proves little about tasks in their midst.
     */
    boolean areWorthAKill(int kills) {
        watchers.stream()
                .filter(watcher -> watcher.state() == Future.State.FAILED)
                .findAny()
                .ifPresent(watcher -> {
                    throw new AssertionError("a client gave up", watcher.exceptionNow());
                });
        return atWork.get() >= FEWEST_AT_A_TIME && ended.get() >= kills;
    }

    boolean haveLeft() {
        return watchers.stream().allMatch(Future::isDone);
    }

    void cancel() {
        watchers.forEach(watcher -> watcher.cancel(true));
    }

    /** What each client planned and got, beside what the stream tells once more and what the world was asked. */
    List<TaskBook> books() throws Exception {
        Map<String, List<Arrival>> arrivals = new LinkedHashMap<>();
        koda.world().arrivals().forEach(arrival -> arrivals.computeIfAbsent(arrival.task(), task -> new ArrayList<>())
                .add(arrival));
        List<TaskBook> books = new ArrayList<>();
        for (Future<Watched> watcher : watchers) {
            Watched watched = watcher.get();
            List<StreamedEvent> got = watched.stream().events();
            List<StreamedEvent> events = stream(watched.id()).read().events();
            books.add(new TaskBook(
                    watched.plan(),
                    watched.stream(),
                    got.equals(events) ? got : events, // the same need not be kept twice
                    arrivals.getOrDefault(watched.plan().mark(), List.of())));
        }
        return books;
    }

    private EventStream stream(String id) throws IOException {
        return new EventStream(koda.base(), koda.setting("CONTROL_PLANE_API_TOKEN"), id);
    }
}
