package dev.koda.platform.testkit.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.koda.platform.testkit.server.BuildRoot;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OpenApiDriftTest {
    private static final String NAME = "drift-of-the-testkit";
    private final Path file =
            BuildRoot.path().resolve("contracts").resolve("openapi").resolve(NAME + ".yaml");

    @AfterEach
    void removeTheFile() throws IOException {
        System.clearProperty("koda.openapi.write");
        Files.deleteIfExists(file);
    }

    @Test
    void aMissingDocumentIsDriftAndWritingItEndsIt() {
        assertThatThrownBy(() -> OpenApiDrift.check(NAME, "openapi: 3.1.0")).hasMessageContaining("has drifted");

        System.setProperty("koda.openapi.write", "true");
        OpenApiDrift.check(NAME, "openapi: 3.1.0\r\n");
        System.clearProperty("koda.openapi.write");

        assertThatCode(() -> OpenApiDrift.check(NAME, "openapi: 3.1.0\n\n")).doesNotThrowAnyException();
        assertThatThrownBy(() -> OpenApiDrift.check(NAME, "openapi: 3.0.3")).hasMessageContaining("has drifted");
    }

    @Test
    void aNameThatIsNotOnTheWireIsRefused() {
        System.setProperty("koda.openapi.write", "true");
        assertThatThrownBy(() -> OpenApiDrift.check(NAME, "    Login:\n      properties:\n        totpCode:\n"))
                .hasMessageContaining("names that stand on the wire");
        assertThatCode(() -> OpenApiDrift.check(NAME, "    Login:\n      properties:\n        totp_code:\n"))
                .doesNotThrowAnyException();
    }
}
