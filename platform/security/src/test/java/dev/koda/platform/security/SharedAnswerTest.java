package dev.koda.platform.security;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SharedAnswerTest {

    private static final int PATIENCE_SECONDS = 60;
    private final Vertx vertx = Vertx.vertx();
    private final CompletableFuture<String> source = new CompletableFuture<>();
    private final Uni<String> shared =
            Uni.createFrom().completionStage(source).memoize().indefinitely();

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void everybodyGoesOnInTheContextItAskedFrom() throws Exception {
        List<Context> requests = List.of(request(), request(), request());
        List<CompletableFuture<Context>> seen =
                requests.stream().map(this::whereItGoesOn).toList();

        source.complete("the keys");

        for (int i = 0; i < requests.size(); i++) {
            assertThat(seen.get(i).get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isSameAs(requests.get(i));
        }
    }

    @Test
    void aFailureComesBackToTheOneWhoAskedToo() throws Exception {
        request();
        Context second = request();
        CompletableFuture<Context> seen = whereItGoesOn(second);

        source.completeExceptionally(new IllegalStateException("away"));

        assertThat(seen.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isSameAs(second);
    }

    @Test
    void whoAsksFromNoContextIsAnsweredAsWell() {
        source.complete("the keys");

        assertThat(SharedAnswer.of(shared).subscribeAsCompletionStage().join()).isEqualTo("the keys");
    }

    private Context request() {
        return ((ContextInternal) vertx.getOrCreateContext()).duplicate();
    }

    private CompletableFuture<Context> whereItGoesOn(Context request) {
        CompletableFuture<Context> seen = new CompletableFuture<>();
        CompletableFuture<Void> asked = new CompletableFuture<>();
        request.runOnContext(ignored -> {
            SharedAnswer.of(shared)
                    .subscribe()
                    .with(
                            answer -> seen.complete(Vertx.currentContext()),
                            failure -> seen.complete(Vertx.currentContext()));
            asked.complete(null);
        });
        asked.join();
        return seen;
    }
}
