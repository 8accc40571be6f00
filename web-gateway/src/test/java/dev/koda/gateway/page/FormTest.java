package dev.koda.gateway.page;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.koda.gateway.stub.StubHouse;
import dev.koda.gateway.stub.WithStubHouse;

import static dev.koda.gateway.Requests.browser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

/** What holds for whichever form. */
@QuarkusTest
@WithStubHouse
class FormTest extends TaughtPages {
    @ParameterizedTest
    @CsvSource({"/tasks/new", "/agents/new", "/logout", "/settings/security/codes"})
    void aFormFromElsewhereIsRefused(String path) {
        browser(StubHouse.OWNER_SESSION)
                .header("Sec-Fetch-Site", "cross-site")
                .formParam("input", "x")
                .post(path)
                .then()
                .statusCode(403);
    }

    @Test
    void aFormLeadsOnAndSaysOnceWhatItDid() {
        owner().formParam("reason", "no longer needed")
                .post(TASK + "/cancel")
                .then()
                .statusCode(303)
                .header("Location", containsString(TASK + "?done=cancelled"));
        assertThat(house.last("/api/runtime" + TASK + "/cancel").body()).contains("no longer needed");
        owner().get(TASK + "?done=cancelled").then().body(containsString("Cancelled. Steps and files are kept."));
        owner().get(TASK + "?done=made-up").then().body(not(containsString("made-up")));
    }

    @Test
    void aRefusedFormKeepsWhatWasTypedAndShowsWhy() {
        house.refuse("runtime", "/api/runtime/tasks", 409, "agent_paused", "The agent is paused.");
        owner().formParam("agent_id", TaughtHouse.id(101))
                .formParam("input", "Sort the mails")
                .post("/tasks/new")
                .then()
                .statusCode(409)
                .body(allOf(
                        containsString("The agent is paused."),
                        containsString("agent_paused"),
                        containsString(">Sort the mails</textarea>"),
                        containsString("role=\"alert\"")));
        house.mend("runtime", "/api/runtime/tasks");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/settings/security/password",
                "/settings/security/totp-off",
                "/settings/security/sessions/others",
                "/settings/security/unlock",
                "/settings/operators/change",
                "/settings/operators/remove",
                "/providers/openai/verify",
                "/providers/openai/disconnect",
                "/providers/openai/use",
                "/costs/budget",
                "/costs/budget/remove",
                "/providers/default"
            })
    void everyOtherFormAnswersWithAPage(String path) {
        int status = owner().formParam("id", TaughtHouse.id(2))
                .formParam("model", "a/b")
                .post(path)
                .statusCode();
        assertThat(status).isIn(303, 200, 404);
    }
}
