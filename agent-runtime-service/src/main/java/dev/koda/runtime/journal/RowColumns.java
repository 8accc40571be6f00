package dev.koda.runtime.journal;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

import io.vertx.sqlclient.Tuple;

/** Journal rows turned on their side: one array a column, as the insert of many rows in one statement takes them. */
final class RowColumns {
    private final UUID[] tasks;
    private final Integer[] seqs;
    private final Integer[] ofSeqs;
    private final String[] types;
    private final String[] kinds;
    private final Long[] epochs;
    private final OffsetDateTime[] times;
    private final String[] bodies;
    private final UUID[] owners;
    private int size;

    /** For exactly so many rows. */
    RowColumns(int rows) {
        tasks = new UUID[rows];
        seqs = new Integer[rows];
        ofSeqs = new Integer[rows];
        types = new String[rows];
        kinds = new String[rows];
        epochs = new Long[rows];
        times = new OffsetDateTime[rows];
        bodies = new String[rows];
        owners = new UUID[rows];
    }

    void add(JournalEntry entry, String body, UUID owner) {
        tasks[size] = entry.taskId();
        seqs[size] = entry.seq();
        ofSeqs[size] = entry.ofSeq();
        types[size] = entry.type().word();
        kinds[size] = entry.kind() == null ? null : entry.kind().word();
        epochs[size] = entry.epoch();
        times[size] = entry.at().atOffset(ZoneOffset.UTC);
        bodies[size] = body;
        owners[size] = owner;
        size++;
    }

    Tuple withoutOwners() {
        return Tuple.tuple()
                .addArrayOfUUID(tasks)
                .addArrayOfInteger(seqs)
                .addArrayOfInteger(ofSeqs)
                .addArrayOfString(types)
                .addArrayOfString(kinds)
                .addArrayOfLong(epochs)
                .addArrayOfOffsetDateTime(times)
                .addArrayOfString(bodies);
    }

    Tuple withOwners() {
        return withoutOwners().addArrayOfUUID(owners);
    }
}
