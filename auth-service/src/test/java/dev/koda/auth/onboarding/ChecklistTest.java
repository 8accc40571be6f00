package dev.koda.auth.onboarding;

import java.time.Duration;
import java.util.List;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.koda.auth.stack.AuthStack;
import dev.koda.auth.stack.Gateway;
import dev.koda.auth.stack.People;
import dev.koda.auth.stack.Tables;
import dev.koda.platform.boot.Service;
import dev.koda.platform.security.ClientAddress;
import dev.koda.platform.testkit.database.WithPostgres;
import dev.koda.platform.testkit.event.WithKafka;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@AuthStack
@WithPostgres(Service.AUTH)
@WithKafka
class ChecklistTest {

    @Inject
    ClientAddress addresses;

    private Gateway gateway;
    private People.Person owner;

    @BeforeEach
    void house() {
        Tables.empty();
        gateway = new Gateway(addresses);
        owner = People.owner(gateway);
    }

    private static final String CHECKLIST = "/api/control-plane/onboarding/checklist";

    @Test
    void theChecklistNamesEveryStepAndSaysUnknownOfServicesThatAreAway() {
        // who takes longer than two seconds is away too, which storage is not
        await().atMost(Duration.ofSeconds(90)).untilAsserted(() -> gateway.session(owner.cookie())
                .get(CHECKLIST)
                .then()
                .statusCode(200)
                .body("steps.id", equalTo(List.of("provider", "default_model", "agent", "storage", "first_task")))
                .body("steps.state", equalTo(List.of("unknown", "unknown", "unknown", "open", "unknown")))
                .body("complete", equalTo(false)));
    }

    @Test
    void strangersDoNotSeeIt() {
        gateway.stranger().get(CHECKLIST).then().statusCode(401);
    }
}
