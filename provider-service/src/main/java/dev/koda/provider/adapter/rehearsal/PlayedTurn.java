package dev.koda.provider.adapter.rehearsal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.vertx.core.Context;
import io.vertx.core.Vertx;

import dev.koda.provider.failure.Failure;
import dev.koda.provider.failure.VendorFailure;
import dev.koda.provider.prompt.AnswerSink;
import dev.koda.provider.prompt.Finish;
import dev.koda.provider.prompt.FinishReason;
import dev.koda.provider.prompt.Prompt;
import dev.koda.provider.prompt.ToolCall;
import dev.koda.provider.prompt.Usage;

/** A turn on its way into the sink, a token at a time. */
final class PlayedTurn implements RehearsalModel.Play {

    /** What is said before breaking off when the script says nothing. */
    private static final String BROKEN_TEXT = "This sentence breaks off in the middle of a";

    /** Arguments of the call that never becomes complete. */
    private static final String BROKEN_ARGUMENTS = "{\"path\": \"unfin";

    private static final Pattern TOKEN = Pattern.compile("\\S+\\s*|\\s+");

    private final Context context;
    private final Vertx vertx;
    private final AnswerSink sink;
    private final Deque<Runnable> steps = new ArrayDeque<>();
    private final int millisPerToken;
    private boolean paused;
    private boolean waiting;

    PlayedTurn(Vertx vertx, Turn turn, Conversation conversation, AnswerSink sink, int millisPerToken) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.sink = sink;
        this.millisPerToken = millisPerToken;
        prepare(turn, conversation);
    }

    void start() {
        context.runOnContext(now -> go());
    }

    @Override
    public void pause() {
        context.runOnContext(now -> paused = true);
    }

    @Override
    public void resume() {
        context.runOnContext(now -> {
            paused = false;
            go();
        });
    }

    @Override
    public void cancel() {
        context.runOnContext(now -> steps.clear());
    }

    private void go() {
        while (!paused && !waiting && !steps.isEmpty()) {
            steps.poll().run();
            if (millisPerToken > 0 && !steps.isEmpty()) {
                waiting = true;
                vertx.setTimer(millisPerToken, later -> {
                    waiting = false;
                    go();
                });
            }
        }
    }

    private void prepare(Turn turn, Conversation conversation) {
        switch (turn.ending()) {
            case COMPLETE -> complete(turn, conversation);
            case FAIL -> {
                speak(turn.text());
                fail(turn.failure(), "The rehearsal was told to fail.");
            }
            case BREAK_TEXT -> {
                speak(turn.text().isEmpty() ? BROKEN_TEXT : turn.text());
                fail(Failure.TRUNCATED_STREAM, "The rehearsal was told to break off in the middle of its text.");
            }
            case BREAK_ARGUMENTS -> {
                speak(turn.text());
                steps.add(() -> sink.progress(BROKEN_ARGUMENTS.length()));
                fail(
                        Failure.TRUNCATED_STREAM,
                        "The rehearsal was told to break off in the middle of a tool's arguments.");
            }
        }
    }

    private void complete(Turn turn, Conversation conversation) {
        speak(turn.text());
        int number = conversation.allTurns();
        long written = turn.text().length();
        for (int index = 0; index < turn.calls().size(); index++) {
            Turn.Call call = turn.calls().get(index);
            var made = new ToolCall("call_rehearsal_" + number + "_" + index, call.name(), call.arguments());
            written += call.arguments().toString().length();
            steps.add(() -> sink.toolCall(made));
        }
        var usage = new Usage(conversation.prompt().estimatedTokens(), 0, Prompt.tokensOf(written), 0);
        FinishReason reason = turn.calls().isEmpty() ? FinishReason.STOP : FinishReason.TOOL_CALLS;
        steps.add(() -> sink.done(new Finish(reason, usage, "rehearsal-" + number)));
    }

    private void speak(String text) {
        for (Matcher token = TOKEN.matcher(text); token.find(); ) {
            String word = token.group();
            steps.add(() -> sink.text(word));
        }
    }

    private void fail(Failure failure, String detail) {
        steps.add(() -> sink.failed(VendorFailure.of(failure, detail)));
    }
}
