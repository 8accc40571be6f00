package dev.koda.platform.boot;

import static dev.koda.platform.boot.Service.GATEWAY;
import static dev.koda.platform.boot.SettingType.whole;

/** What web-gateway reads beyond the addresses. */
final class GatewaySettings {

    static final SettingGroup GROUP = SettingGroup.of(
            "web-gateway",
            "Limits at the door.",
            limit("KODA_REQUESTS_PER_MINUTE_ANONYMOUS", 120, "requests-per-minute-anonymous")
                    .means("Requests a minute of a caller without identity, by address."),
            limit("KODA_REQUESTS_PER_MINUTE_OPERATOR", 600, "requests-per-minute-operator")
                    .means("Requests a minute of an operator or token."));

    private GatewaySettings() {}

    private static Setting limit(String variable, long byDefault, String property) {
        return Setting.of(variable, whole(1, 1_000_000))
                .or(Long.toString(byDefault))
                .readBy(GATEWAY)
                .property("koda.gateway." + property);
    }
}
