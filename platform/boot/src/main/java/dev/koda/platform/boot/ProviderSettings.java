package dev.koda.platform.boot;

import java.time.Duration;

import static dev.koda.platform.boot.Service.PROVIDER;
import static dev.koda.platform.boot.SettingType.duration;
import static dev.koda.platform.boot.SettingType.flag;
import static dev.koda.platform.boot.SettingType.whole;

/** What provider-service reads. */
final class ProviderSettings {

    static final String ALLOW_PRIVATE = "KODA_PROVIDER_ALLOW_PRIVATE";
    static final String REHEARSAL = "KODA_REHEARSAL_PROVIDER";

    static final SettingGroup GROUP = SettingGroup.of(
            "provider-service",
            "Model vendors.",
            Setting.of(REHEARSAL, flag())
                    .builtBy("`false` in production, else `true`")
                    .readBy(PROVIDER)
                    .property("koda.provider.rehearsal")
                    .means("Offers the offline rehearsal model to agents; the doctor's canary may always use it."),
            Setting.of(ALLOW_PRIVATE, flag())
                    .builtBy("`false` in production, else `true`")
                    .readBy(PROVIDER)
                    .property("koda.provider.allow-private")
                    .means("Provider addresses in private ranges, for models on the own network."),
            Setting.of("KODA_PROVIDER_VERIFY_COOLDOWN_SECONDS", whole(0, 3_600))
                    .or("60")
                    .readBy(PROVIDER)
                    .property("koda.provider.verify-cooldown-seconds")
                    .means("Time between two verifications of one connection."),
            Setting.of("KODA_PROVIDER_VERIFY_INTERVAL", duration(Duration.ofMinutes(1), Duration.ofDays(7)))
                    .or("15m")
                    .readBy(PROVIDER)
                    .property("koda.provider.verify-interval")
                    .means("How often connections are verified without being asked (free stages only)."),
            Setting.of("KODA_BUDGET_ALLOW_UNPRICED", flag())
                    .or("false")
                    .readBy(PROVIDER)
                    .property("koda.provider.allow-unpriced")
                    .means("Lets a model without a price be used where a budget applies; it then counts as free."),
            Setting.of("KODA_USAGE_RETENTION_DAYS", whole(31, 3_650))
                    .or("400")
                    .readBy(PROVIDER)
                    .property("koda.provider.usage-retention-days")
                    .means("Days for which usage and cost records are kept."),
            Setting.of("KODA_PROVIDER_VERIFICATION_RETENTION_DAYS", whole(1, 3_650))
                    .or("90")
                    .readBy(PROVIDER)
                    .property("koda.provider.verification-retention-days")
                    .means("Days for which verification results are kept."));

    private ProviderSettings() {}
}
