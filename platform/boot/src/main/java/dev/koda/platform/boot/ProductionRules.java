package dev.koda.platform.boot;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What is fit for a laptop only and therefore refused with {@code KODA_ENV=production}. */
final class ProductionRules {

    static final String CHECK = "bootstrap.env_profile";

    private ProductionRules() {}

    static List<Refusal> check(Map<String, String> env) {
        if (!isProduction(env)) {
            return List.of();
        }
        return Stream.of(
                        forbidden(env, "CONTROL_PLANE_AUTH_MODE", "development", "`token`"),
                        forbidden(env, "ALLOW_LOOPBACK_BOOTSTRAP", "true", "`false`"),
                        forbidden(env, "ALLOW_INSECURE_COOKIES", "true", "`false`"),
                        privateTargets(env))
                .flatMap(Optional::stream)
                .toList();
    }

    private static boolean isProduction(Map<String, String> env) {
        return Settings.value(env, EnvironmentSettings.ENV)
                .filter("production"::equals)
                .isPresent();
    }

    private static Optional<Refusal> forbidden(
            Map<String, String> env, String variable, String value, String accepted) {
        return Settings.value(env, variable)
                .filter(value::equals)
                .map(found -> new Refusal(
                        CHECK,
                        variable,
                        "`" + found + "` with KODA_ENV=production",
                        accepted + " in production",
                        "remove " + variable + ", or set KODA_ENV=development on a machine of your own"));
    }

    private static Optional<Refusal> privateTargets(Map<String, String> env) {
        boolean allowed = Settings.value(env, "KODA_ALLOW_PRIVATE_TARGETS")
                .filter("true"::equals)
                .isPresent();
        return Settings.value(env, "KODA_HTTP_FETCH_ALLOWED_PRIVATE")
                .filter(targets -> !allowed)
                .map(
                        targets -> new Refusal(
                                CHECK,
                                "KODA_HTTP_FETCH_ALLOWED_PRIVATE",
                                "`" + targets + "` with KODA_ENV=production",
                                "nothing in production, unless KODA_ALLOW_PRIVATE_TARGETS=true",
                                "remove it, or set KODA_ALLOW_PRIVATE_TARGETS=true if agents shall reach these private addresses"));
    }
}
