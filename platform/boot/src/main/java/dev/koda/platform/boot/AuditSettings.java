package dev.koda.platform.boot;

import static dev.koda.platform.boot.Service.AUDIT;
import static dev.koda.platform.boot.SettingType.flag;
import static dev.koda.platform.boot.SettingType.whole;

/** What audit-service reads. */
final class AuditSettings {

    static final SettingGroup GROUP = SettingGroup.of(
            "audit-service",
            "How long the record is kept.",
            Setting.of("AUDIT_RETENTION_DAYS", whole(1, 36_500))
                    .or("90")
                    .readBy(AUDIT)
                    .property("koda.audit.retention-days")
                    .means("Age at which audit partitions are dropped; in production the doctor warns below 90."),
            Setting.of("AUDIT_ARCHIVE", flag())
                    .or("false")
                    .readBy(AUDIT)
                    .property("koda.audit.archive")
                    .means("Exports a partition to the object store before it is dropped."));

    private AuditSettings() {}
}
