package dev.koda.auth.credential;

import java.util.concurrent.Semaphore;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.logging.Log;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * Works requests for links off after they were answered, so that the time of the answer cannot tell whether an address is
 * known. What is in work is bounded; beyond it requests are dropped, as a lost mail would be.
 */
@ApplicationScoped
class ResetRequests {

    private static final int IN_WORK = 32;

    private final Semaphore places = new Semaphore(IN_WORK);
    private final Vertx vertx;
    private final ResetService resets;

    ResetRequests(Vertx vertx, ResetService resets) {
        this.vertx = vertx;
        this.resets = resets;
    }

    void accept(String email) {
        if (!places.tryAcquire()) {
            Log.warn("request for a reset link dropped: too many in work");
            return;
        }
        Context context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
        VertxContextSafetyToggle.setContextSafe(context, true);
        context.runOnContext(ignored -> work(email));
    }

    private void work(String email) {
        Uni.createFrom()
                .deferred(() -> resets.mailLink(email))
                .onTermination()
                .invoke(places::release)
                .subscribe()
                .with(
                        done -> Log.debug("request for a reset link worked off"),
                        failure -> Log.warnf(
                                "request for a reset link failed cause=%s",
                                failure.getClass().getSimpleName()));
    }
}
