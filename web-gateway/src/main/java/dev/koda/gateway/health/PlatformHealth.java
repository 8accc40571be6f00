package dev.koda.gateway.health;

import java.util.Map;

/**
 * How the platform stands.
 *
 * @param status {@code up}; {@code degraded} when a part is away; {@code down} when nothing can be done without it
 * @param components by name: the services, {@code postgres}, {@code kafka}, {@code object_storage}
 */
public record PlatformHealth(String status, Map<String, Component> components) {
    private static final String POSTGRES = "postgres";
    private static final String AUTH = "auth";
    private static final String RUNTIME = "runtime";

    static PlatformHealth of(Map<String, Component> components) {
        return new PlatformHealth(statusOf(components), components);
    }

    private static String statusOf(Map<String, Component> components) {
        if (components.values().stream().allMatch(Component::isUp)) {
            return "up";
        }
        boolean useless = !components.get(POSTGRES).isUp()
                || (!components.get(AUTH).isUp() && !components.get(RUNTIME).isUp());
        return useless ? "down" : "degraded";
    }
}
