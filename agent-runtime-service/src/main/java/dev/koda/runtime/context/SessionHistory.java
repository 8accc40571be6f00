package dev.koda.runtime.context;

import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.koda.runtime.RuntimeConfig;
import dev.koda.runtime.completion.ChatMessage;
import dev.koda.runtime.journal.Bridge;
import dev.koda.runtime.task.Task;

/** The earlier turns of a task's session: the newest ones that fit, the ones before them as a summary. */
@ApplicationScoped
class SessionHistory {
    private static final int MOST_TURNS = 50;
    /** Characters of a question or an answer in the shortened part. */
    private static final int LINE = 160;

    private static final String TURNS = """
            SELECT turn, input, output FROM task
             WHERE session_id = $1 AND turn < $2 AND state = 'completed' ORDER BY turn DESC LIMIT $3""";

    private final Pool pool;
    private final Bridge bridge;
    private final RuntimeConfig config;

    SessionHistory(Pool pool, Bridge bridge, RuntimeConfig config) {
        this.pool = pool;
        this.bridge = bridge;
        this.config = config;
    }

    /** A turn, or the summary of several. */
    record Turn(String origin, List<ChatMessage> messages) {

        int characters() {
            return messages.stream()
                    .mapToInt(message -> message.text().length())
                    .sum();
        }
    }

    /** Oldest first; what does not fit is shortened into one block at the front. */
    List<Turn> before(Task task) {
        if (task.sessionId() == null) {
            return List.of();
        }
        List<Turn> newestFirst = bridge.await(() -> read(task));
        int room = config.loop().historyCharacters();
        int fitting = 0;
        while (fitting < newestFirst.size() && room >= newestFirst.get(fitting).characters()) {
            room -= newestFirst.get(fitting).characters();
            fitting++;
        }
        List<Turn> kept = new ArrayList<>(newestFirst.subList(0, fitting).reversed());
        if (fitting < newestFirst.size()) {
            kept.addFirst(
                    shortened(newestFirst.subList(fitting, newestFirst.size()).reversed()));
        }
        return kept;
    }

    /** Older turns in a line each: enough to know what was spoken about, and that there was more. */
    private static Turn shortened(List<Turn> older) {
        StringBuilder text = new StringBuilder("[runtime] Earlier in this session, shortened:");
        for (Turn turn : older) {
            text.append("\n- asked: ").append(cut(turn.messages().getFirst().text()));
            text.append(" / answered: ").append(cut(turn.messages().getLast().text()));
        }
        return new Turn(
                "session summary up to " + older.getLast().origin(), List.of(ChatMessage.user(text.toString())));
    }

    private static String cut(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() <= LINE ? line : line.substring(0, LINE) + "…";
    }

    private Uni<List<Turn>> read(Task task) {
        return pool.preparedQuery(TURNS)
                .execute(Tuple.of(task.sessionId(), task.turn(), MOST_TURNS))
                .map(rows -> rows.stream().map(SessionHistory::turn).toList());
    }

    private static Turn turn(Row row) {
        return new Turn(
                "session turn " + row.getInteger("turn"),
                List.of(
                        ChatMessage.user(row.getString("input")),
                        ChatMessage.assistant(row.getString("output"), List.of())));
    }
}
