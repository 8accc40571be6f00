package dev.koda.platform.security;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WayBackTest {
    private static final int PATIENCE_SECONDS = 60;
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void itLeadsBackToTheContextItWasTakenIn() throws Exception {
        Context home = ((ContextInternal) vertx.getOrCreateContext()).duplicate();
        CompletableFuture<WayBack> taken = new CompletableFuture<>();
        home.runOnContext(there -> taken.complete(WayBack.here()));
        CompletableFuture<Context> seen = new CompletableFuture<>();

        taken.get(PATIENCE_SECONDS, TimeUnit.SECONDS).execute(() -> seen.complete(Vertx.currentContext()));

        assertThat(seen.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isSameAs(home);
    }

    @Test
    void whoIsThereAlreadyGoesOnAtOnce() throws Exception {
        CompletableFuture<Boolean> atOnce = new CompletableFuture<>();
        vertx.getOrCreateContext().runOnContext(there -> {
            AtomicBoolean done = new AtomicBoolean();
            WayBack.here().execute(() -> done.set(true));
            atOnce.complete(done.get());
        });

        assertThat(atOnce.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whoCameFromNoContextGoesOnWhereTheAnswerIs() {
        AtomicBoolean done = new AtomicBoolean();

        WayBack.here().execute(() -> done.set(true));

        assertThat(done).isTrue();
    }
}
