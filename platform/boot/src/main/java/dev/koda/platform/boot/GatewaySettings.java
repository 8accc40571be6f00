package dev.koda.platform.boot;

import java.time.Duration;
import java.util.regex.Pattern;

import static dev.koda.platform.boot.Service.GATEWAY;
import static dev.koda.platform.boot.SettingType.duration;
import static dev.koda.platform.boot.SettingType.matching;
import static dev.koda.platform.boot.SettingType.oneOf;
import static dev.koda.platform.boot.SettingType.port;
import static dev.koda.platform.boot.SettingType.whole;

/** What web-gateway reads beyond the addresses. */
final class GatewaySettings {

    private static final long KIBIBYTE = 1024;
    private static final long MEBIBYTE = KIBIBYTE * KIBIBYTE;
    private static final long GIBIBYTE = KIBIBYTE * MEBIBYTE;
    private static final Pattern BIND_ADDRESS = Pattern.compile("[0-9a-fA-F.:]+|localhost");

    static final SettingGroup GROUP = SettingGroup.of(
            "web-gateway",
            "Limits at the door.",
            limit("KODA_REQUESTS_PER_MINUTE_ANONYMOUS", 120, "requests-per-minute-anonymous")
                    .means("Requests a minute of a caller without identity, by address."),
            limit("KODA_REQUESTS_PER_MINUTE_OPERATOR", 600, "requests-per-minute-operator")
                    .means("Requests a minute of an operator or token."),
            bytes("KODA_GATEWAY_BODY_BYTES", MEBIBYTE, "body-bytes").means("Largest request body, in bytes."),
            bytes("KODA_GATEWAY_UPLOAD_BYTES", 256 * MEBIBYTE, "upload-bytes")
                    .means("Largest upload of an artifact or a document, in bytes."),
            timeout("KODA_GATEWAY_CONNECT_TIMEOUT", "1s", "connect-timeout")
                    .means("How long the connection to a service may take."),
            timeout("KODA_GATEWAY_RESPONSE_TIMEOUT", "30s", "response-timeout")
                    .means("How long a service may take to begin its answer."),
            timeout("KODA_GATEWAY_SLOW_RESPONSE_TIMEOUT", "10m", "slow-response-timeout")
                    .means("The same where a model thinks first, and for uploads."),
            Setting.of("KODA_MODE", oneOf("embedded", "compose", "kubernetes"))
                    .or("embedded")
                    .readBy(GATEWAY)
                    .property("koda.gateway.mode")
                    .means("How this installation runs, as the doctor reports it."),
            Setting.of("KODA_GATEWAY_MANAGEMENT_PORT", port())
                    .or("3001")
                    .readBy(GATEWAY)
                    .property("quarkus.management.port")
                    .means("Port of the gateway's own health and metrics, which its public port does not show."),
            Setting.of("KODA_GATEWAY_MANAGEMENT_BIND", matching("address", "an IP address of this host", BIND_ADDRESS))
                    .or("127.0.0.1")
                    .readBy(GATEWAY)
                    .property("quarkus.management.host")
                    .means("Address that port listens on; `0.0.0.0` in containers."));

    private GatewaySettings() {}

    private static Setting limit(String variable, long byDefault, String property) {
        return counted(variable, 1, 1_000_000, byDefault, property);
    }

    private static Setting bytes(String variable, long byDefault, String property) {
        return counted(variable, KIBIBYTE, 10 * GIBIBYTE, byDefault, property);
    }

    private static Setting counted(String variable, long least, long most, long byDefault, String property) {
        return Setting.of(variable, whole(least, most))
                .or(Long.toString(byDefault))
                .readBy(GATEWAY)
                .property("koda.gateway." + property);
    }

    private static Setting timeout(String variable, String byDefault, String property) {
        return Setting.of(variable, duration(Duration.ofMillis(10), Duration.ofHours(1)))
                .or(byDefault)
                .readBy(GATEWAY)
                .property("koda.gateway." + property);
    }
}
