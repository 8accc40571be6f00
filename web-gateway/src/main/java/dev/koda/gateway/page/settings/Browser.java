package dev.koda.gateway.page.settings;

import java.util.List;

import io.quarkus.qute.TemplateExtension;

/** What the security page says of devices and tokens: a user agent in two words, and what a token can be for. */
@TemplateExtension(namespace = "device")
final class Browser {
    private static final String[][] NAMES = {
        {"Edg/", "Edge"},
        {"OPR/", "Opera"},
        {"Firefox/", "Firefox"},
        {"Chrome/", "Chrome"},
        {"Safari/", "Safari"},
        {"curl/", "curl"}
    };
    private static final String[][] SYSTEMS = {
        {"iPhone", "iPhone"},
        {"iPad", "iPad"},
        {"Android", "Android"},
        {"Windows", "Windows"},
        {"Mac OS", "macOS"},
        {"Linux", "Linux"}
    };

    private Browser() {}

    /** The scopes a token can carry, least first. */
    static List<String> scopes() {
        return List.of(
                "tasks:read",
                "tasks:write",
                "agents:read",
                "agents:write",
                "storage:read",
                "storage:write",
                "audit:read",
                "models:use",
                "providers:write",
                "admin");
    }

    static String name(String agent) {
        if (agent == null || agent.isBlank()) {
            return "Unknown device";
        }
        String browser = first(NAMES, agent);
        String system = first(SYSTEMS, agent);
        if (browser == null) {
            return agent.length() > 40 ? agent.substring(0, 40) + "…" : agent;
        }
        return system == null ? browser : browser + " on " + system;
    }

    static String icon(String agent) {
        boolean phone = agent != null && (agent.contains("Mobile") || agent.contains("Android"));
        return phone ? "device-mobile" : "device-laptop";
    }

    private static String first(String[][] known, String agent) {
        for (String[] one : known) {
            if (agent.contains(one[0])) {
                return one[1];
            }
        }
        return null;
    }
}
