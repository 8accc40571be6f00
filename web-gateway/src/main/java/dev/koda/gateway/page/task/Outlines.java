package dev.koda.gateway.page.task;

import java.time.Duration;

import jakarta.inject.Singleton;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.rest.client.inject.RestClient;

import dev.koda.gateway.client.runtime.Trace;
import dev.koda.gateway.client.runtime.TraceApi;

/**
 * The outlines of long traces, kept for as long as somebody scrolls in them.
 *
 * <p>Steps that are over never change, so of a trace that is known only its end is asked for. It is asked for each time, as the
 * visitor: who may not read the task is refused here, too.
 */
@Singleton
class Outlines {
    /** Steps kept in all; an outline takes about a kilobyte a step. */
    private static final int STEPS = 25_000;

    private static final Duration KEPT = Duration.ofMinutes(2);

    private final TraceApi traces;
    private final Cache<String, Trace> known = Caffeine.newBuilder()
            .maximumWeight(STEPS)
            .weigher((String id, Trace trace) -> trace.steps().size())
            .expireAfterAccess(KEPT)
            .build();

    Outlines(@RestClient TraceApi traces) {
        this.traces = traces;
    }

    Uni<Trace> of(String id) {
        Trace before = known.getIfPresent(id);
        if (before == null) {
            return traces.trace(id, null, null, true).invoke(trace -> keep(id, trace));
        }
        int from = before.settledBefore();
        return traces.trace(id, from, null, true)
                .map(later -> before.followedBy(from, later))
                .invoke(trace -> keep(id, trace));
    }

    private void keep(String id, Trace trace) {
        if (trace.steps().size() > Block.WHOLE && trace.steps().stream().allMatch(step -> step.seq() != null)) {
            known.put(id, trace);
        }
    }
}
