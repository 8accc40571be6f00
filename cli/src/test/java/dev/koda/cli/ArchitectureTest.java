package dev.koda.cli;

import java.util.concurrent.Executors;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import dev.koda.platform.testkit.architecture.ArchitectureRules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

class ArchitectureTest {

    @Test
    void keepsTheRulesOfTheHouse() {
        ArchitectureRules.check("dev.koda.cli");
    }

    /** Else a command may stand still for ever on few processors, see {@code DaemonThreads}. */
    @Test
    void usesNoVirtualThreads() {
        noClasses()
                .should()
                .callMethod(Executors.class, "newVirtualThreadPerTaskExecutor")
                .orShould()
                .callMethod(Thread.class, "ofVirtual")
                .orShould()
                .callMethod(Thread.class, "startVirtualThread", Runnable.class)
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("dev.koda.cli"));
    }
}
