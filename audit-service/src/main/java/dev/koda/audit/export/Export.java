package dev.koda.audit.export;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

import dev.koda.audit.chain.ChainHeads;
import dev.koda.audit.trail.AuditRecord;
import dev.koda.audit.trail.AuditRecords;
import dev.koda.audit.trail.RecordFilter;
import dev.koda.audit.trail.RecordView;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Records as lines, in the order of the chain, up to the height at the beginning.
 *
 * <p>Read page by page as the client takes them: memory is one page, no transaction stays open, and records added
 * meanwhile do not prolong it.
 */
@ApplicationScoped
class Export {
    private static final int PAGE = 500;

    private final AuditRecords records;
    private final ChainHeads heads;
    private final ObjectMapper json;

    Export(AuditRecords records, ChainHeads heads, ObjectMapper json) {
        this.records = records;
        this.heads = heads;
        this.json = json;
    }

    Multi<byte[]> jsonLines(RecordFilter filter) {
        return pages(filter).map(page -> lines(page, this::jsonLine));
    }

    Multi<byte[]> csv(RecordFilter filter) {
        return Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom().item(withoutLastLineFeed(CsvLine.HEADER)),
                        pages(filter).map(page -> lines(page, CsvLine::of)));
    }

    private Multi<List<AuditRecord>> pages(RecordFilter filter) {
        return heads.current().toMulti().onItem().transformToMultiAndConcatenate(head -> pages(filter, head.height()));
    }

    private Multi<List<AuditRecord>> pages(RecordFilter filter, long upTo) {
        AtomicLong after = new AtomicLong();
        return Multi.createBy()
                .repeating()
                .uni(() -> page(filter, after, upTo))
                .whilst(page -> page.size() == PAGE)
                .filter(page -> !page.isEmpty());
    }

    private Uni<List<AuditRecord>> page(RecordFilter filter, AtomicLong after, long upTo) {
        return records.between(after.get(), upTo, filter, PAGE).invoke(page -> {
            if (!page.isEmpty()) {
                after.set(page.getLast().position());
            }
        });
    }

    private String jsonLine(AuditRecord record) {
        try {
            return json.writeValueAsString(RecordView.sealed(record)) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a record could not be written", impossible);
        }
    }

    /** Quarkus ends each item of a stream with a line feed, so the last line comes without its own. */
    private static byte[] lines(List<AuditRecord> page, Function<AuditRecord, String> line) {
        StringBuilder text = new StringBuilder();
        page.forEach(record -> text.append(line.apply(record)));
        return withoutLastLineFeed(text.toString());
    }

    private static byte[] withoutLastLineFeed(String text) {
        return text.substring(0, text.length() - 1).getBytes(UTF_8);
    }
}
