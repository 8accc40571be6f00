package dev.koda.platform.testkit.architecture;

import java.nio.file.Path;
import java.util.Set;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/**
 * The rules of the house that a machine can check, for one service or library.
 *
 * <p>Called from a plain test of each module: {@code ArchitectureRules.check("dev.koda.auth")}. A class that has a
 * written reason to break one of the seam rules (time, chance, waiting) is named in {@code exceptions} by its simple
 * name; there is no other way around a rule.
 */
public final class ArchitectureRules {
    private ArchitectureRules() {}

    /** Checks the main classes below the package and the main sources of the module the test runs in. */
    public static void check(String rootPackage, String... exceptions) {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(rootPackage);
        Set<String> seams = Set.of(exceptions);
        NameRules.check(classes, rootPackage);
        DependencyRules.check(classes, rootPackage);
        SeamRules.check(classes, seams);
        ClassLength.check(Path.of("src", "main", "java"));
    }
}
