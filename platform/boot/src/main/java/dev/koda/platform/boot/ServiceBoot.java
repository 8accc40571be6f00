package dev.koda.platform.boot;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.quarkus.runtime.Quarkus;

/**
 * Starts a service: judges the settings, makes its place in the database, then hands over to Quarkus.
 *
 * <p>A refusal prints one readable line each on standard error and ends the process with {@value #EXIT_REFUSED}
 * ({@code EX_CONFIG} of sysexits.h); a database that stays away for half a minute ends it with 1.
 */
public final class ServiceBoot {

    static final int EXIT_REFUSED = 78;
    static final int EXIT_UNREACHABLE = 1;

    private static final String MASTER_KEY = "CONTROL_PLANE_MASTER_KEY_FILE";

    private ServiceBoot() {}

    /** Runs until the service is stopped. */
    public static void run(Service service, String... arguments) {
        int exit = prepare(service, System.getenv(), System.err);
        if (exit != 0) {
            System.exit(exit);
        }
        Quarkus.run(arguments);
    }

    /** Everything before Quarkus; 0, or the exit code after the reason was printed. */
    static int prepare(Service service, Map<String, String> env, PrintStream errors) {
        List<Refusal> refusals = new ArrayList<>(Settings.check(env, service));
        if (refusals.isEmpty() && Settings.find(MASTER_KEY).orElseThrow().isReadBy(service)) {
            HomeFiles.masterKey(env).ifPresent(refusals::add);
        }
        if (!refusals.isEmpty()) {
            refusals.forEach(refusal -> errors.println(service.shortName() + ": refused to start. " + refusal.line()));
            return EXIT_REFUSED;
        }
        return service.hasDatabase() ? provision(service, env, errors) : 0;
    }

    private static int provision(Service service, Map<String, String> env, PrintStream errors) {
        try {
            DatabaseProvision.ensure(service, env);
            return 0;
        } catch (DatabaseRefused refused) {
            errors.println(service.shortName() + ": " + refused.getMessage());
            return EXIT_UNREACHABLE;
        }
    }
}
