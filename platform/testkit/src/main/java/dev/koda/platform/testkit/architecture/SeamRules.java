package dev.koda.platform.testkit.architecture;

import java.util.Set;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/** Time, chance and waiting come in through seams, so that tests can hold them. */
final class SeamRules {
    private static final Set<String> TIME = Set.of(
            "java.time.Instant",
            "java.time.LocalDate",
            "java.time.LocalDateTime",
            "java.time.OffsetDateTime",
            "java.time.ZonedDateTime",
            "java.time.Year",
            "java.time.YearMonth");

    private SeamRules() {}

    static void check(JavaClasses imported, Set<String> exceptions) {
        noClasses()
                .that(DescribedPredicate.not(
                        DescribedPredicate.describe("are named seams", (JavaClass type) -> isOrIsIn(type, exceptions))))
                .should()
                .callCodeUnitWhere(DescribedPredicate.describe(
                        "takes time, ids or chance from the air, or waits for a Uni", SeamRules::breaksASeam))
                .because("time, ids and chance are injected (Clock, Ids), and only named bridges may wait")
                .allowEmptyShould(true)
                .check(imported);
    }

    private static boolean isOrIsIn(JavaClass type, Set<String> names) {
        return names.contains(type.getSimpleName())
                || type.getEnclosingClass()
                        .filter(outer -> isOrIsIn(outer, names))
                        .isPresent();
    }

    private static boolean breaksASeam(JavaCall<?> call) {
        CodeUnitCallTarget target = call.getTarget();
        String owner = target.getOwner().getName();
        String name = target.getName();
        boolean withoutArguments = target.getRawParameterTypes().isEmpty();
        return (TIME.contains(owner) && name.equals("now") && withoutArguments)
                || (owner.equals("java.lang.System") && name.equals("currentTimeMillis"))
                || (owner.equals("java.util.UUID") && name.equals("randomUUID"))
                || (owner.equals("java.util.Random") && name.equals("<init>"))
                || (owner.equals("java.lang.Math") && name.equals("random"))
                || (owner.equals("io.smallrye.mutiny.Uni") && name.equals("await"));
    }
}
