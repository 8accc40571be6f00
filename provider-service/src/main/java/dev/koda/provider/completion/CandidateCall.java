package dev.koda.provider.completion;

import java.util.function.Consumer;
import java.util.function.Function;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

import dev.koda.provider.failure.VendorFailure;
import dev.koda.provider.prompt.AnswerSink;
import dev.koda.provider.prompt.Finish;
import dev.koda.provider.prompt.Prompt;
import dev.koda.provider.prompt.ToolCall;
import dev.koda.provider.prompt.Usage;
import dev.koda.provider.transport.RunningCall;

/**
 * One call of one candidate with all its attempts. Passes on what can be shown, remembers what was used, and once
 * something was shown marks every failure as the last, so that nothing is shown twice.
 */
final class CandidateCall implements RunningCall {

    private final LiveAnswer live;
    private final Function<AnswerSink, RunningCall> starter;
    private final long promptTokens;
    /** The caller's event loop: every attempt runs on it, so that what is shown comes in order from one thread. */
    private final Context home = Vertx.currentContext();

    private volatile RunningCall running;
    private volatile UniEmitter<? super Finish> waiting;
    private volatile boolean cancelled;
    private boolean shown;
    private long written;
    private Usage said;

    CandidateCall(LiveAnswer live, Prompt prompt, Function<AnswerSink, RunningCall> starter) {
        this.live = live;
        this.starter = starter;
        this.promptTokens = prompt.estimatedTokens();
    }

    /** One attempt. */
    Uni<Finish> attempt() {
        Consumer<UniEmitter<? super Finish>> start = emitter -> {
            if (home == null || home == Vertx.currentContext()) {
                start(emitter);
            } else {
                home.runOnContext(there -> start(emitter)); // a retry comes from a timer's thread
            }
        };
        return Uni.createFrom().emitter(start);
    }

    private void start(UniEmitter<? super Finish> emitter) {
        if (cancelled) {
            emitter.fail(new CallCancelled());
            return;
        }
        waiting = emitter;
        running = starter.apply(new Attempt(emitter));
    }

    /** Whether the vendor did the work at all, so that a failed call is billed too. */
    boolean begun() {
        return shown || written > 0 || said != null;
    }

    /** What was used so far, as the vendor said it or as it can be estimated. */
    Usage used() {
        return said != null && said.output() > 0
                ? said
                : new Usage(
                        said == null ? promptTokens : said.input(),
                        said == null ? 0 : said.cached(),
                        Prompt.tokensOf(written),
                        0);
    }

    /** Whether the vendor said the tokens itself. */
    boolean accounted() {
        return said != null && said.output() > 0;
    }

    @Override
    public void pause() {
        if (running != null) {
            running.pause();
        }
    }

    @Override
    public void resume() {
        if (running != null) {
            running.resume();
        }
    }

    @Override
    public void cancel() {
        cancelled = true;
        if (running != null) {
            running.cancel();
        }
        if (waiting != null) {
            waiting.fail(new CallCancelled());
        }
    }

    private final class Attempt implements AnswerSink {
        private final UniEmitter<? super Finish> emitter;

        private Attempt(UniEmitter<? super Finish> emitter) {
            this.emitter = emitter;
        }

        @Override
        public void text(String text) {
            shown = true;
            written += text.length();
            live.text(text);
        }

        @Override
        public void reasoning(String text) {
            written += text.length();
            live.reasoning(text);
        }

        @Override
        public void progress(int characters) {
            written += characters;
        }

        @Override
        public void toolCall(ToolCall call) {
            shown = true;
            live.toolCall(call);
        }

        @Override
        public void usageSoFar(Usage usage) {
            said = usage;
        }

        @Override
        public void done(Finish finish) {
            if (finish.usage().output() > 0 || finish.usage().input() > 0) {
                said = finish.usage();
            }
            emitter.complete(finish);
        }

        @Override
        public void failed(VendorFailure failure) {
            emitter.fail(shown ? failure.settled() : failure);
        }
    }
}
