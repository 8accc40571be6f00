package dev.koda.runtime.loop;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.koda.runtime.journal.Draft;
import dev.koda.runtime.journal.TaskJournal;

/**
 * Shows a model's text as it arrives, durably and without doubles.
 *
 * <p>Text is gathered while the last piece is being committed, at least for a twentieth of a second: what a reader sees
 * is always committed, and a fast model costs no more commits than a slow one. After a switch or a recovery the new
 * attempt's text is held back as long as it repeats what was shown; where it goes another way it replaces it, said by
 * {@code replace}. Confined to the run's thread.
 */
final class TokenStream {
    private static final Duration GATHER = Duration.ofMillis(50);

    private final TaskJournal pen;
    private final Clock clock;
    private final String messageId;
    private final StringBuilder pending = new StringBuilder();
    private CompletableFuture<Void> lastWrite = CompletableFuture.completedFuture(null);
    private Instant lastWriteAt = Instant.EPOCH;
    private final StringBuilder shown;
    private StringBuilder held;
    private boolean replace;

    TokenStream(TaskJournal pen, Clock clock, String messageId, String shown) {
        this.pen = pen;
        this.clock = clock;
        this.messageId = messageId;
        this.shown = new StringBuilder(shown);
        this.held = new StringBuilder();
    }

    String messageId() {
        return messageId;
    }

    /** Another attempt at the same message begins: its text is compared with what was shown. */
    void restart() throws InterruptedException {
        flush();
        held = new StringBuilder();
    }

    void accept(String text) {
        if (held == null) {
            pending.append(text);
        } else {
            compare(text);
        }
        boolean due = lastWrite.isDone() && lastWriteAt.plus(GATHER).isBefore(clock.instant());
        if (due) {
            flushQuietly();
        }
    }

    /** The attempt is complete: leaves the rest for the commit that follows. */
    void finish() {
        if (held != null && !held.toString().contentEquals(shown)) {
            divert();
        }
        remember();
    }

    private void compare(String text) {
        held.append(text);
        if (held.length() <= shown.length()) {
            if (!shown.substring(0, held.length()).contentEquals(held)) {
                divert();
            }
            return;
        }
        if (held.substring(0, shown.length()).contentEquals(shown)) {
            pending.append(held.substring(shown.length()));
            held = null;
        } else {
            divert();
        }
    }

    private void divert() {
        pending.append(held);
        shown.setLength(0);
        replace = true;
        held = null;
    }

    private void flushQuietly() {
        try {
            flush();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void flush() throws InterruptedException {
        remember();
        lastWrite = pen.commitLater();
        lastWriteAt = clock.instant();
    }

    private void remember() {
        if (pending.isEmpty()) {
            return;
        }
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("message_id", messageId)
                .put("text", pending.toString());
        if (replace) {
            body.put("replace", true);
        }
        pen.add(Draft.token(body));
        shown.append(pending);
        pending.setLength(0);
        replace = false;
    }
}
