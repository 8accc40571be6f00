package dev.koda.platform.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ConfigurationReferenceTest {

    private static final Path PAGE =
            Path.of(System.getProperty("koda.build.root", "../.."), "docs", "operations", "configuration.md");

    @Test
    void theReferencePageIsAsTheDeclarationsSay() throws IOException {
        if (Boolean.getBoolean("koda.docs.write")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, ConfigurationReference.page());
        }

        assertThat(PAGE)
                .as(
                        "write it anew: mvn -pl platform/boot test -Dtest=ConfigurationReferenceTest -Dkoda.docs.write=true")
                .hasContent(ConfigurationReference.page());
    }
}
