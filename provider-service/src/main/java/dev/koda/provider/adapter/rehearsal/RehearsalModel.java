package dev.koda.provider.adapter.rehearsal;

import jakarta.inject.Singleton;

import io.vertx.core.Vertx;

import dev.koda.provider.adapter.Ask;
import dev.koda.provider.prompt.AnswerSink;

/**
 * The offline model: not an AI but a script, plainly labelled so. What it does follows from the conversation alone, so
 * the same conversation always gets the same answer. The rules stand in this service's README.
 */
@Singleton
public class RehearsalModel {

    private final Vertx vertx;

    RehearsalModel(Vertx vertx) {
        this.vertx = vertx;
    }

    /** An answer being played. */
    public interface Play {
        void pause();

        void resume();

        void cancel();
    }

    /** Plays the next turn of the conversation into the sink, from an event loop, never from inside this call. */
    public Play play(Ask ask, AnswerSink sink) {
        Conversation conversation = Conversation.of(ask.prompt());
        Script script = Script.parse(conversation.request());
        Turn turn = script.isEmpty() ? DefaultPlan.next(conversation) : script.turn(conversation);
        var played = new PlayedTurn(vertx, turn, conversation, sink, script.millisPerToken());
        played.start();
        return played;
    }
}
