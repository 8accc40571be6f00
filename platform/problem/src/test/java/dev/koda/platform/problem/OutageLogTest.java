package dev.koda.platform.problem;

import java.net.ConnectException;
import java.util.concurrent.CompletionException;

import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OutageLogTest {
    private static final String SCHEDULER = "io.quarkus.scheduler.common.runtime.StatusEmitterInvoker";

    private final OutageLog filter = new OutageLog();

    @Test
    void aJobThatMeetsAServerAwayIsOneLine() {
        ExtLogRecord line =
                line(SCHEDULER, new CompletionException(new ConnectException("Connection refused: /127.0.0.1:5432")));

        assertThat(filter.isLoggable(line)).isTrue();
        assertThat(line.getThrown()).isNull();
        assertThat(line.getLevel()).isEqualTo(Level.WARN);
        assertThat(new PatternFormatter("%s").format(line))
                .startsWith("job sweep failed: ")
                .contains("Connection refused: /127.0.0.1:5432");
    }

    @Test
    void aJobThatFailsOtherwiseKeepsItsStack() {
        ExtLogRecord line = line(SCHEDULER, new IllegalStateException("a fault of ours"));

        assertThat(filter.isLoggable(line)).isTrue();
        assertThat(line.getThrown()).hasMessage("a fault of ours");
        assertThat(line.getLevel()).isEqualTo(Level.ERROR);
    }

    @Test
    void whatFailsForAnOutageElsewhereKeepsItsStack() {
        ExtLogRecord line = line("dev.koda.somewhere", new ConnectException("Connection refused"));

        assertThat(filter.isLoggable(line)).isTrue();
        assertThat(line.getThrown()).isNotNull();
    }

    @Test
    void theSecondFailureOfOneQueryIsNotTold() {
        assertThat(filter.isLoggable(line(
                        "io.quarkus.vertx.core.runtime.VertxCoreRecorder",
                        failedIn("io.vertx.sqlclient.impl.pool.SqlConnectionPool"))))
                .isFalse();
        assertThat(filter.isLoggable(
                        line("io.quarkus.vertx.core.runtime.VertxCoreRecorder", failedIn("dev.koda.Promise"))))
                .isTrue();
    }

    private static IllegalStateException failedIn(String place) {
        IllegalStateException twice = new IllegalStateException("Result is already complete");
        twice.setStackTrace(new StackTraceElement[] {
            new StackTraceElement("io.vertx.core.Promise", "fail", "Promise.java", 90),
            new StackTraceElement(place, "execute", "Some.java", 216)
        });
        return twice;
    }

    private static ExtLogRecord line(String logger, Throwable thrown) {
        ExtLogRecord line =
                new ExtLogRecord(Level.ERROR, "job %s failed", ExtLogRecord.FormatStyle.PRINTF, "somewhere");
        line.setLoggerName(logger);
        line.setParameters(new Object[] {"sweep"});
        line.setThrown(thrown);
        return line;
    }
}
