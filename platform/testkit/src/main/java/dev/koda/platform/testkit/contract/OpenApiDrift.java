package dev.koda.platform.testkit.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

import dev.koda.platform.testkit.server.BuildRoot;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds a service's OpenAPI document against {@code contracts/openapi/<service>.yaml}, so that a change of the API is
 * seen in review, and its names to those on the wire. Running the test with {@code -Dkoda.openapi.write=true} writes the file instead.
 */
public final class OpenApiDrift {
    /** A member of a schema under a name that is not snake_case; eight spaces is where members stand. */
    private static final Pattern JAVA_NAME = Pattern.compile(" {8}[a-z]+[A-Z]\\w*:");

    private OpenApiDrift() {}

    /** Compares, or writes; {@code yaml} is the answer of {@code /q/openapi}. */
    public static void check(String serviceName, String yaml) {
        Path file = BuildRoot.path().resolve("contracts").resolve("openapi").resolve(serviceName + ".yaml");
        String current = normalised(yaml);
        assertThat(current.lines().filter(line -> JAVA_NAME.matcher(line).matches()))
                .as("members of schemas must be published under the names that stand on the wire")
                .isEmpty();
        try {
            if (Boolean.getBoolean("koda.openapi.write")) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, current);
                return;
            }
            assertThat(Files.exists(file) ? normalised(Files.readString(file)) : "")
                    .as("%s has drifted; look at the change, then run the test with -Dkoda.openapi.write=true", file)
                    .isEqualTo(current);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot use " + file, failure);
        }
    }

    private static String normalised(String yaml) {
        return yaml.replace("\r\n", "\n").strip() + "\n";
    }
}
