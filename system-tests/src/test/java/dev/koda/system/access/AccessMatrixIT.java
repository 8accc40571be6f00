package dev.koda.system.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

import dev.koda.system.stack.RunningStack;
import dev.koda.system.stack.RunningStack.Koda;

import static org.assertj.core.api.Assertions.assertThat;

/** Every endpoint of every service is asked by everybody: it lets in whom its rule names, and nobody else. */
@ExtendWith(RunningStack.class)
class AccessMatrixIT {

    @TestFactory
    Stream<DynamicTest> eachEndpointLetsInWhomItsRuleNames(Koda koda) throws Exception {
        List<AccessRule> rules = AccessRule.all();
        Set<String> scopes = new TreeSet<>();
        rules.forEach(rule -> rule.scope().ifPresent(scopes::add));
        Doors doors = new Doors(koda);
        List<Visitor> visitors = new Household(koda, doors).all(scopes);
        return rules.stream()
                .map(rule -> DynamicTest.dynamicTest(rule.toString(), () -> assertThat(surprises(rule, visitors, doors))
                        .isEmpty()));
    }

    private static List<String> surprises(AccessRule rule, List<Visitor> visitors, Doors doors) throws Exception {
        List<String> surprises = new ArrayList<>();
        for (Visitor visitor : visitors) {
            boolean pass = visitor.mayPass(rule);
            if (pass && rule.harmful() || !visitor.tells(rule)) {
                continue;
            }
            Answered answer = doors.ask(rule, visitor);
            int refusal = visitor.role().equals("nobody") ? 401 : 403;
            if (pass ? !answer.letIn() : !answer.refusedAs(refusal, visitor.refusal(rule))) {
                surprises.add(visitor.name() + (pass ? " should pass" : " should be refused") + " but got " + answer);
            }
            if (rule.internal() && doors.atGateway(rule, visitor).status() != 404) {
                surprises.add(visitor.name() + " reached an internal address through the gateway");
            }
        }
        return surprises;
    }
}
