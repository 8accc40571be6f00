package dev.koda.runtime.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import org.jboss.logging.Logger;

import dev.koda.runtime.journal.JournalSignal;
import dev.koda.runtime.pulse.Ticker;

/**
 * Feeds all watching clients of this process from the journal: one query per round for all of them, whatever process
 * wrote the rows. Rows written in this process start a round at once; the others are found by the next tick.
 */
@ApplicationScoped
public class StreamHub {
    private static final Logger LOG = Logger.getLogger(StreamHub.class);
    /** Rows per round; more follow in the next. */
    private static final int MOST_ROWS = 2000;

    private static final Duration ROUND_PATIENCE = Duration.ofSeconds(10);

    /** How late rows of other processes are seen at most; one query for all clients, and none when nobody watches. */
    private static final Duration TICK = Duration.ofMillis(150);

    private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);

    private final List<Ticker> tickers = new ArrayList<>();
    private final Collection<Watch> watches = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean reading = new AtomicBoolean();
    private final AtomicBoolean again = new AtomicBoolean();
    private final WatchedRows rows;

    StreamHub(WatchedRows rows, JournalSignal signal, MeterRegistry metrics) {
        this.rows = rows;
        signal.listen(touched -> {
            if (watches.stream().anyMatch(watch -> touched.contains(watch.taskId()))) {
                look();
            }
        });
        metrics.gauge("koda_runtime_streams", watches, Collection::size);
    }

    /**
     * Events after the given id until the task is done, with keep-alives; never fails because of the database. An id that
     * the task has not reached is of another life of it, before data were taken back: then all events are told again.
     */
    public Multi<TaskEvent> watch(UUID taskId, int after) {
        return after == 0
                ? from(taskId, 0)
                : rows.newest(taskId)
                        .map(newest -> after > newest ? 0 : after)
                        .ifNoItem()
                        .after(ROUND_PATIENCE)
                        .fail()
                        .onFailure()
                        .recoverWithItem(after)
                        .onItem()
                        .transformToMulti(place -> from(taskId, place));
    }

    private Multi<TaskEvent> from(UUID taskId, int after) {
        var watch = new Watch(taskId, after);
        return Multi.createFrom()
                .<TaskEvent>emitter(
                        client -> {
                            watch.open(client);
                            watches.add(watch);
                            look();
                        },
                        BackPressureStrategy.BUFFER)
                .invoke(watch::taken);
    }

    void start(@Observes StartupEvent event) {
        tickers.add(Ticker.start("stream-rounds", TICK, this::look));
        tickers.add(Ticker.start("stream-keep-alives", KEEP_ALIVE, () -> watches.forEach(Watch::keepAlive)));
    }

    void stop(@Observes ShutdownEvent event) {
        tickers.forEach(Ticker::close);
    }

    private void look() {
        watches.removeIf(Watch::over);
        if (watches.isEmpty()) {
            return;
        }
        if (!reading.compareAndSet(false, true)) {
            again.set(true);
            return;
        }
        again.set(false);
        round().subscribe().with(more -> finished(more), failure -> {
            LOG.debugf("streams wait for the database: %s", failure.toString());
            finished(false);
        });
    }

    private void finished(boolean more) {
        reading.set(false);
        if (more || again.get()) {
            look();
        }
    }

    private Uni<Boolean> round() {
        List<Watch> present = watches.stream().filter(watch -> !watch.behind()).toList();
        Map<UUID, Integer> after = new HashMap<>();
        present.forEach(watch -> after.merge(watch.taskId(), watch.seen(), Math::min));
        return rows.after(after, MOST_ROWS)
                .ifNoItem()
                .after(ROUND_PATIENCE)
                .fail()
                .invoke(entries -> entries.forEach(entry -> {
                    TaskEvent event = TaskEvent.of(entry);
                    present.stream()
                            .filter(watch -> watch.taskId().equals(entry.taskId()))
                            .forEach(watch -> watch.give(event));
                }))
                .map(entries -> entries.size() == MOST_ROWS);
    }
}
