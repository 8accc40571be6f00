package dev.koda.platform.testkit.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Each rule is shown a specimen that breaks it, so that a rule which matches nothing is noticed. */
class ArchitectureRulesTest {
    private static final String SPECIMEN = "dev.koda.platform.testkit.architecture.specimen.";

    @Test
    void aCleanPackagePasses() {
        assertThatCode(() -> {
                    NameRules.check(specimen("clean"), SPECIMEN + "clean");
                    DependencyRules.check(specimen("clean"), SPECIMEN + "clean");
                    SeamRules.check(specimen("clean"), Set.of());
                })
                .doesNotThrowAnyException();
    }

    @Test
    void aPackageThatIsALayerIsFound() {
        assertThatThrownBy(() -> NameRules.check(specimen("layered"), SPECIMEN + "layered"))
                .hasMessageContaining("named `service`");
    }

    @Test
    void aNameForAPatternIsFound() {
        assertThatThrownBy(() -> NameRules.check(specimen("named"), SPECIMEN + "named"))
                .hasMessageContaining("OrderManager is named for a pattern");
    }

    @Test
    void aCycleBetweenFeaturesIsFound() {
        assertThatThrownBy(() -> DependencyRules.check(specimen("cyclic"), SPECIMEN + "cyclic"))
                .hasMessageContaining("Cycle detected");
    }

    @Test
    void timeAndIdsFromTheAirAreFoundUnlessTheClassIsANamedSeam() {
        assertThatThrownBy(() -> SeamRules.check(specimen("timed"), Set.of()))
                .hasMessageContaining("Instant.now()")
                .hasMessageContaining("UUID.randomUUID()");
        assertThatCode(() -> SeamRules.check(specimen("timed"), Set.of("Timed")))
                .doesNotThrowAnyException();
    }

    @Test
    void aFileOfMoreThanTwoHundredLinesIsFound(@TempDir Path sources) throws IOException {
        Files.writeString(sources.resolve("Long.java"), "line\n\n".repeat(201));
        Files.writeString(sources.resolve("Short.java"), "line\n\n".repeat(200));

        assertThatThrownBy(() -> ClassLength.check(sources))
                .hasMessageContaining("Long.java")
                .hasMessageNotContaining("Short.java");
    }

    @Test
    void thisModuleKeepsTheRulesItselfButThatItsProbePublishes() {
        String root = "dev.koda.platform.testkit";
        JavaClasses main = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(root);

        NameRules.check(main, root);
        SeamRules.check(main, Set.of("KafkaProbe", "StubIdentityServer"));
        ClassLength.check(Path.of("src", "main", "java"));
    }

    private static JavaClasses specimen(String name) {
        return new ClassFileImporter().importPackages(SPECIMEN + name);
    }
}
