package dev.koda.platform.testkit.architecture;

import java.util.List;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** Who may know whom: no cycles between features, no service inside another, Kafka only through the outbox. */
final class DependencyRules {
    private static final List<String> SERVICES = List.of(
            "dev.koda.auth",
            "dev.koda.provider",
            "dev.koda.runtime",
            "dev.koda.audit",
            "dev.koda.storage",
            "dev.koda.gateway",
            "dev.koda.cli");

    private static final String OUTBOX = "dev.koda.platform.outbox";

    private DependencyRules() {}

    static void check(JavaClasses imported, String rootPackage) {
        slices().matching(rootPackage + ".(**)")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(imported);
        mayNot(
                        rootPackage,
                        "know another service",
                        DescribedPredicate.describe("of another service", used -> SERVICES.stream()
                                .filter(service -> !service.equals(rootPackage))
                                .anyMatch(service -> isBelow(used, service))))
                .check(imported);
        if (!rootPackage.equals(OUTBOX)) {
            mayNot(
                            rootPackage,
                            "publish past the outbox",
                            DescribedPredicate.describe("a Kafka producer or emitter", DependencyRules::publishes))
                    .check(imported);
        }
        mayNot(
                        rootPackage,
                        "read single properties",
                        DescribedPredicate.describe("@ConfigProperty", used -> used.getName()
                                .equals("org.eclipse.microprofile.config.inject.ConfigProperty")))
                .check(imported);
    }

    private static com.tngtech.archunit.lang.ArchRule mayNot(
            String rootPackage, String what, DescribedPredicate<JavaClass> used) {
        GivenClassesConjunction ours = noClasses().that().resideInAPackage(rootPackage + "..");
        return ours.should()
                .dependOnClassesThat(used)
                .as("no class may " + what)
                .allowEmptyShould(true);
    }

    private static boolean isBelow(JavaClass type, String packageName) {
        return type.getPackageName().equals(packageName)
                || type.getPackageName().startsWith(packageName + ".");
    }

    private static boolean publishes(JavaClass type) {
        String name = type.getName();
        return name.equals("org.eclipse.microprofile.reactive.messaging.Emitter")
                || name.equals("io.smallrye.reactive.messaging.MutinyEmitter")
                || name.equals("org.eclipse.microprofile.reactive.messaging.Outgoing")
                || name.equals("org.apache.kafka.clients.producer.KafkaProducer");
    }
}
