package dev.koda.audit.export;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import dev.koda.audit.trail.AuditRecord;
import dev.koda.audit.trail.Entry;
import dev.koda.audit.trail.Outcome;

import static org.assertj.core.api.Assertions.assertThat;

class CsvLineTest {
    @Test
    void cellsAreQuotedAndFormulasDisarmed() {
        Entry entry = new Entry(
                new UUID(1, 2),
                Instant.EPOCH,
                "a.b",
                Outcome.DENIED,
                "/auth-service",
                new Entry.Actor("operator", "7", "=HYPERLINK(\"x\")"),
                null,
                "two, \"words\"",
                Entry.Target.NONE,
                null,
                null,
                "{\"a\":1}",
                List.of());
        String line = CsvLine.of(new AuditRecord(3, Instant.EPOCH, entry, null, null));
        assertThat(line)
                .isEqualTo(
                        "00000000-0000-0001-0000-000000000002,3,1970-01-01T00:00:00Z,1970-01-01T00:00:00Z,a.b,denied,"
                                + "/auth-service,operator,7,\"'=HYPERLINK(\"\"x\"\")\",,\"two, \"\"words\"\"\",,,,,"
                                + "\"{\"\"a\"\":1}\",\r\n");
    }
}
