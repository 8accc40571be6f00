package dev.koda.platform.boot;

import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** The folder that holds everything of an installation: {@code KODA_HOME}, else {@code .koda} in the user's home. */
public final class Home {

    /** Stands for the folder in defaults and in the reference page. */
    static final String PLACEHOLDER = "<home>";

    static final String VARIABLE = "KODA_HOME";

    private Home() {}

    /** The folder an environment points to; nothing is created. */
    public static Path of(UnaryOperator<String> env) {
        return Settings.given(env, VARIABLE)
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".koda"))
                .toAbsolutePath();
    }

    static String fill(String value, UnaryOperator<String> env) {
        return value.contains(PLACEHOLDER) ? value.replace(PLACEHOLDER, of(env).toString()) : value;
    }
}
