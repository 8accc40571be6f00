package dev.koda.platform.problem;

import java.util.logging.Filter;
import java.util.logging.LogRecord;

import io.quarkus.logging.LoggingFilter;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.formatters.PatternFormatter;

/**
 * Keeps the log readable while a server is away: the scheduler would say it with the whole stack of every round of every
 * job, and says it in one line instead. Any other failure of a job keeps its stack.
 */
@LoggingFilter(name = "outage")
public final class OutageLog implements Filter {
    private static final String SCHEDULER = "io.quarkus.scheduler.";

    /**
     * The database client fails a query at once when it gets no connection, and once more when the time for one is up
     * (vertx-sql-client, issue 1706); the caller has heard the first.
     */
    private static final String FAILED_TWICE = "Result is already complete";

    /** The message without its stack. */
    private static final PatternFormatter WORDS = new PatternFormatter("%s");

    private static final String DATABASE_CLIENT = "io.vertx.sqlclient.";
    private static final int FRAMES = 3;

    @Override
    public boolean isLoggable(LogRecord line) {
        Throwable thrown = line.getThrown();
        if (thrown == null) {
            return true;
        }
        if (failedTwice(thrown)) {
            return false;
        }
        if (line instanceof ExtLogRecord told
                && String.valueOf(told.getLoggerName()).startsWith(SCHEDULER)
                && Outage.isBehind(thrown)) {
            told.setMessage(WORDS.format(told) + ": " + thrown, FormatStyle.NO_FORMAT);
            told.setThrown(null);
            told.setLevel(Level.WARN);
        }
        return true;
    }

    private static boolean failedTwice(Throwable thrown) {
        StackTraceElement[] stack = thrown.getStackTrace();
        boolean ofDatabaseClient = false;
        for (int frame = 0; frame < Math.min(stack.length, FRAMES); frame++) {
            ofDatabaseClient |= stack[frame].getClassName().startsWith(DATABASE_CLIENT);
        }
        return ofDatabaseClient && thrown instanceof IllegalStateException && FAILED_TWICE.equals(thrown.getMessage());
    }
}
