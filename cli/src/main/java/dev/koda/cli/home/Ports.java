package dev.koda.cli.home;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.IntSupplier;

/**
 * Chooses the ports of a home: one that is set is taken as it is; else the one this home had before, else the
 * default, else a free one. The choice is remembered in the home.
 *
 * @param usable whether a port may be used for the variable now: nobody has it, or our own part does
 * @param free gives a free port
 * @param reservations what other homes of this machine chose a moment ago
 */
public record Ports(BiPredicate<String, Integer> usable, IntSupplier free, PortReservations reservations) {

    /** Defaults by variable; the gateway's port is not among them, for it is never moved. */
    public static final Map<String, Integer> DEFAULTS = defaults();

    private static Map<String, Integer> defaults() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        ports.put("KODA_POSTGRES_PORT", 5432);
        ports.put("KODA_KAFKA_PORT", 9092);
        ports.put("KODA_S3_PORT", 8333);
        ports.put("KODA_AUTH_PORT", 8101);
        ports.put("KODA_PROVIDER_PORT", 8102);
        ports.put("KODA_RUNTIME_PORT", 8103);
        ports.put("KODA_AUDIT_PORT", 8104);
        ports.put("KODA_STORAGE_PORT", 8105);
        ports.put("KODA_GATEWAY_MANAGEMENT_PORT", 3001);
        return ports;
    }

    /** The port of every variable of {@link #DEFAULTS} that is not set, given those remembered; promised to nobody else. */
    Map<String, Integer> choose(KodaHome home, Set<String> set, Map<String, String> remembered) {
        return reservations.choose(
                home.root(),
                promised -> new Ports(
                                (variable, port) -> !promised.test(port) && usable.test(variable, port),
                                free,
                                reservations)
                        .chosen(set, remembered),
                Map::values);
    }

    private Map<String, Integer> chosen(Set<String> set, Map<String, String> remembered) {
        Map<String, Integer> chosen = new LinkedHashMap<>();
        DEFAULTS.forEach((variable, byDefault) -> {
            if (!set.contains(variable)) {
                chosen.put(variable, choose(variable, byDefault, number(remembered.get(variable)), chosen));
            }
        });
        return chosen;
    }

    private int choose(String variable, int byDefault, Optional<Integer> before, Map<String, Integer> taken) {
        if (before.filter(port -> usable.test(variable, port)).isPresent()) {
            return before.get();
        }
        if (usable.test(variable, byDefault)) {
            return byDefault;
        }
        int port = free.getAsInt();
        for (int tries = 0; taken.containsValue(port) && tries < 10; tries++) {
            port = free.getAsInt();
        }
        return port;
    }

    private static Optional<Integer> number(String text) {
        try {
            return Optional.ofNullable(text).map(Integer::valueOf);
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }
}
