package dev.koda.platform.boot;

import static dev.koda.platform.boot.SettingType.decimal;
import static dev.koda.platform.boot.SettingType.oneOf;
import static dev.koda.platform.boot.SettingType.url;

/** Logs and traces. */
final class ObservabilitySettings {

    static final String OTLP = "OTEL_EXPORTER_OTLP_ENDPOINT";
    static final String SAMPLING = "KODA_TRACE_SAMPLING_RATE";
    static final String LOG_FORMAT = "KODA_LOG_FORMAT";
    static final String LOG_LEVEL = "KODA_LOG_LEVEL";

    static final SettingGroup GROUP = SettingGroup.of(
            "Logs and traces",
            "Metrics are always on under `/q/metrics` of each service.",
            Setting.of(OTLP, url()).means("OpenTelemetry collector (OTLP over gRPC); unset turns tracing off."),
            Setting.of(SAMPLING, decimal(0, 1)).or("1.0").means("Share of traces that are kept."),
            Setting.of(LOG_FORMAT, oneOf("text", "json"))
                    .builtBy("`json` in production, else `text`")
                    .means("Form of a log line."),
            Setting.of(LOG_LEVEL, oneOf("ERROR", "WARN", "INFO", "DEBUG"))
                    .or("INFO")
                    .means("Least level that is logged."));

    private ObservabilitySettings() {}
}
