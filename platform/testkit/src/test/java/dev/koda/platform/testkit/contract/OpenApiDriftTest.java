package dev.koda.platform.testkit.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OpenApiDriftTest {
    private static final String NAME = "drift-of-the-testkit";
    private static final String ROOT = "koda.build.root";
    private final String root = System.getProperty(ROOT);

    /** A repository of its own: others read the documents of the real one meanwhile. */
    @TempDir
    Path repository;

    @BeforeEach
    void enterIt() throws IOException {
        Files.createDirectory(repository.resolve("contracts"));
        System.setProperty(ROOT, repository.toString());
    }

    @AfterEach
    void leaveIt() {
        System.clearProperty("koda.openapi.write");
        if (root == null) {
            System.clearProperty(ROOT);
        } else {
            System.setProperty(ROOT, root);
        }
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
