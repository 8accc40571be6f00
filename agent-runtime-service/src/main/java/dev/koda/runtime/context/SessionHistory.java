package dev.koda.runtime.context;

import java.util.ArrayList;
import java.util.Collections;
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

    List<Turn> before(Task task) {
        if (task.sessionId() == null) {
            return List.of();
        }
        List<Turn> newestFirst = bridge.await(() -> read(task));
        List<Turn> kept = new ArrayList<>();
        int room = config.loop().historyCharacters();
        for (Turn turn : newestFirst) {
            room -= turn.characters();
            if (room < 0) {
                break;
            }
            kept.add(turn);
        }
        Collections.reverse(kept);
        return kept;
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
