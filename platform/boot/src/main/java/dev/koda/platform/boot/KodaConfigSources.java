package dev.koda.platform.boot;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

import io.quarkus.runtime.annotations.StaticInitSafe;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Brings Koda's environment variables into the configuration of Quarkus, in services and in tests alike; a test may
 * give a variable as a property of the same name. Found by {@code META-INF/services}.
 *
 * <p>Which service this is says the property {@code koda.service}; without it only what all services share is set.
 * During a build it sets nothing, so that no secret of the machine that builds ends up in the built service.
 */
@StaticInitSafe
public final class KodaConfigSources implements ConfigSourceFactory {

    /** Above application.properties (250), below the environment (300) and what a test overrides. */
    private static final int GIVEN_ORDINAL = 275;

    /** Below META-INF/microprofile-config.properties (100), so that every file may set another default. */
    private static final int DEFAULTS_ORDINAL = 90;

    /** The source that Quarkus adds while it builds, and only then. */
    private static final String BUILD_SOURCE = "Build system";

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        if (isBuild(context)) {
            return List.of();
        }
        UnaryOperator<String> env = variable -> valueOf(context, variable);
        Optional<Service> service =
                Optional.ofNullable(valueOf(context, "koda.service")).map(Service::of);
        QuarkusProperties properties = new QuarkusProperties(env, service);
        return List.of(
                new PropertiesConfigSource(literal(properties.given()), "koda environment", GIVEN_ORDINAL),
                new PropertiesConfigSource(literal(properties.defaults()), "koda defaults", DEFAULTS_ORDINAL));
    }

    @Override
    public OptionalInt getPriority() {
        return OptionalInt.of(GIVEN_ORDINAL);
    }

    private static String valueOf(ConfigSourceContext context, String name) {
        ConfigValue value = context.getValue(name);
        // Raw, since a `${…}` in a password is part of the password.
        return value == null ? null : value.getRawValue();
    }

    /** Keeps a dollar sign from being read as the start of an expression. */
    private static Map<String, String> literal(Map<String, String> properties) {
        properties.replaceAll((name, value) -> value.replace("$", "\\$"));
        return properties;
    }

    private static boolean isBuild(ConfigSourceContext context) {
        return context.getConfigSources().stream()
                .map(ConfigSource::getName)
                .anyMatch(name -> name != null && name.contains(BUILD_SOURCE));
    }
}
