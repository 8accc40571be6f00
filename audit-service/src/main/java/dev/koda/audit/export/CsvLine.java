package dev.koda.audit.export;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.koda.audit.trail.AuditRecord;
import dev.koda.audit.trail.Entry;

/**
 * A record as a line of RFC 4180 CSV. A cell that a spreadsheet would take for a formula gets an apostrophe in front:
 * names and user agents are what strangers wrote.
 */
final class CsvLine {
    static final String HEADER = "id,position,time,recorded_at,type,outcome,source,actor_kind,actor_id,actor_name,"
            + "address,user_agent,target_kind,target_id,trace_id,task_id,details,redacted\r\n";

    private static final String FORMULA_STARTS = "=+-@\t\r";

    private CsvLine() {}

    static String of(AuditRecord record) {
        Entry entry = record.entry();
        return line(
                entry.id().toString(),
                Long.toString(record.position()),
                entry.time().toString(),
                record.recordedAt().toString(),
                entry.type(),
                entry.outcome().word(),
                entry.source(),
                entry.actor().kind(),
                entry.actor().id(),
                entry.actor().name(),
                entry.address(),
                entry.userAgent(),
                entry.target().kind(),
                entry.target().id(),
                entry.traceId(),
                entry.taskId(),
                entry.details(),
                String.join(" ", entry.redacted()));
    }

    private static String line(String... cells) {
        Stream<String> written = Arrays.stream(cells).map(CsvLine::cell);
        return written.collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(String text) {
        if (text == null || text.isEmpty()) {
            return "";
        }
        String safe = FORMULA_STARTS.indexOf(text.charAt(0)) < 0 ? text : "'" + text;
        boolean plain = safe.chars().noneMatch(character -> character == ',' || character == '"' || character < ' ');
        return plain ? safe : "\"" + safe.replace("\"", "\"\"") + "\"";
    }
}
