package dev.koda.platform.testkit.architecture;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

/** A package is a feature and a class is a thing: no layers, no drawers, no pattern endings. */
final class NameRules {
    private static final Set<String> LAYERS = Set.of(
            "service",
            "services",
            "rest",
            "repository",
            "repositories",
            "dto",
            "mapper",
            "mappers",
            "model",
            "models",
            "entity",
            "entities",
            "config",
            "configuration",
            "controller",
            "exception",
            "exceptions",
            "common",
            "util",
            "utils",
            "shared",
            "core",
            "base",
            "misc",
            "helper",
            "helpers",
            "manager",
            "impl",
            "internal");

    private static final List<String> ENDINGS = List.of(
            "Manager", "Helper", "Helpers", "Util", "Utils", "Impl", "Dto", "DTO", "Data", "Info", "Base", "Common",
            "Misc");

    private NameRules() {}

    static void check(JavaClasses imported, String rootPackage) {
        classes().should(liveInAFeatureOf(rootPackage)).allowEmptyShould(true).check(imported);
        classes().should(beNamedForAThing()).allowEmptyShould(true).check(imported);
    }

    private static ArchCondition<JavaClass> liveInAFeatureOf(String rootPackage) {
        return new ArchCondition<>("live in a package that is a feature, not a layer or a drawer") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                String below = item.getPackageName().substring(rootPackage.length());
                Arrays.stream(below.split("\\."))
                        .filter(LAYERS::contains)
                        .forEach(layer -> events.add(SimpleConditionEvent.violated(
                                item, item.getName() + " lives in a package named `" + layer + "`")));
            }
        };
    }

    private static ArchCondition<JavaClass> beNamedForAThing() {
        return new ArchCondition<>("be named for a thing, not for a pattern") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                String name = item.getSimpleName();
                boolean drawer = ENDINGS.stream().anyMatch(name::endsWith) || name.startsWith("Abstract");
                if (drawer && !item.isAnonymousClass()) {
                    events.add(SimpleConditionEvent.violated(item, item.getName() + " is named for a pattern"));
                }
            }
        };
    }
}
