package dev.koda.platform.boot;

import java.util.regex.Pattern;

import static dev.koda.platform.boot.Service.STORAGE;
import static dev.koda.platform.boot.SettingType.decimal;
import static dev.koda.platform.boot.SettingType.matching;
import static dev.koda.platform.boot.SettingType.whole;
import static dev.koda.platform.boot.SettingType.zone;

/** What storage-service reads. */
final class StorageSettings {

    static final String MAX_UPLOAD = "ARTIFACT_MAX_UPLOAD_BYTES";

    private static final long TIB = 1L << 40;
    private static final Pattern TIME_OF_DAY = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d");

    static final SettingGroup GROUP = SettingGroup.of(
            "storage-service",
            "Artifacts, memory, retrieval traces, maintenance.",
            storage(MAX_UPLOAD, whole(1, TIB), "artifact-max-upload-bytes")
                    .or("268435456")
                    .means("Largest artifact; more is 413."),
            storage("ARTIFACT_RETENTION_DAYS", whole(0, 36_500), "artifact-retention-days")
                    .or("30")
                    .means("Age at which artifacts expire; 0 keeps them."),
            storage("ARTIFACT_QUOTA_BYTES_PER_AGENT", whole(0, Long.MAX_VALUE), "artifact-quota-bytes-per-agent")
                    .or("0")
                    .means("Artifacts of one agent; 0 is no limit, over it is 507 `storage_quota_exceeded`."),
            storage("ARTIFACT_QUOTA_BYTES_TOTAL", whole(0, Long.MAX_VALUE), "artifact-quota-bytes-total")
                    .or("0")
                    .means("Artifacts of all agents together; 0 is no limit."),
            storage("MEMORY_MAX_PER_USER", whole(1, 1_000_000), "memory-max-per-user")
                    .or("2000")
                    .means("Memories of one subject that maintenance keeps, the most useful first."),
            storage("KNOWLEDGE_TRACE_SAMPLING_RATE", decimal(0, 1), "trace-sampling-rate")
                    .or("1.0")
                    .means("Share of recalls and searches that write a retrieval trace."),
            storage("RETRIEVAL_TRACE_RETENTION_DAYS", whole(1, 3_650), "retrieval-trace-retention-days")
                    .or("14")
                    .means("Age at which retrieval traces are dropped."),
            storage("KODA_MAINTENANCE_AT", matching("time of day", "`HH:MM`", TIME_OF_DAY), "maintenance-at")
                    .or("03:00")
                    .means("When the daily maintenance runs."),
            storage("KODA_MAINTENANCE_ZONE", zone(), "maintenance-zone")
                    .or("UTC")
                    .means("Time zone of that time."));

    private StorageSettings() {}

    private static Setting storage(String variable, SettingType type, String property) {
        return Setting.of(variable, type).readBy(STORAGE).property("koda.storage." + property);
    }
}
