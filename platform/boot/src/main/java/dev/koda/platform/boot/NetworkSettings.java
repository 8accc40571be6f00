package dev.koda.platform.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import static dev.koda.platform.boot.SettingType.matching;
import static dev.koda.platform.boot.SettingType.port;
import static dev.koda.platform.boot.SettingType.url;

/** Where the services listen and how they find each other. */
final class NetworkSettings {

    static final String BIND = "KODA_BIND";
    static final String WEB_BIND = "WEB_BIND";

    private static final Pattern BIND_ADDRESS = Pattern.compile("[0-9a-fA-F.:]+|localhost");

    static final SettingGroup GROUP = new SettingGroup(
            "Ports and addresses",
            "All parts listen on loopback unless told otherwise; only the gateway is meant to be seen from outside.",
            all());

    private NetworkSettings() {}

    private static List<Setting> all() {
        List<Setting> settings = new ArrayList<>();
        settings.add(bind(WEB_BIND, "Address the gateway listens on.").readBy(Service.GATEWAY));
        settings.add(bind(BIND, "Address the other services listen on; `0.0.0.0` in containers."));
        for (Service service : Service.values()) {
            settings.add(portOf(service));
        }
        for (Service service : Service.values()) {
            settings.add(urlOf(service));
        }
        return settings;
    }

    private static Setting bind(String variable, String meaning) {
        return Setting.of(variable, matching("address", "an IP address of this host", BIND_ADDRESS))
                .or("127.0.0.1")
                .means(meaning);
    }

    private static Setting portOf(Service service) {
        return Setting.of(service.portVariable(), port())
                .or(Integer.toString(service.defaultPort()))
                .means("Port of the " + service.shortName() + " service.");
    }

    private static Setting urlOf(Service service) {
        return Setting.of(service.urlVariable(), url())
                .builtBy("`http://127.0.0.1:<" + service.portVariable() + ">`")
                .property("koda.peers." + service.shortName() + "-url")
                .means("Where the other services reach the " + service.shortName() + " service.");
    }
}
