package dev.koda.gateway.page;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import dev.koda.gateway.stub.WithStubHouse;

import static dev.koda.gateway.Requests.stranger;
import static org.hamcrest.Matchers.containsString;

@QuarkusTest
@WithStubHouse
class SetupPagesTest extends TaughtPages {
    @Test
    void theFirstStepsLeadFromTheCodeToTheRecoveryCodes() {
        stranger()
                .header("Sec-Fetch-Site", "same-origin")
                .formParam("code", "ABCD-EFGH-JKLM")
                .post("/setup/code")
                .then()
                .statusCode(200)
                .body(containsString("name=\"registration_token\" value=\"reg-1\""));
        stranger()
                .header("Sec-Fetch-Site", "same-origin")
                .formParam("registration_token", "reg-1")
                .formParam("email", "mara@example.net")
                .formParam("password", "a long enough sentence")
                .post("/setup/owner")
                .then()
                .statusCode(200)
                .body(containsString("ABCD-EFGH-JK23"));
        stranger()
                .header("Sec-Fetch-Site", "same-origin")
                .formParam("codes", "ABCD\nEFGH")
                .post("/setup/recovery-codes.txt")
                .then()
                .statusCode(200)
                .header("Content-Disposition", containsString("attachment"))
                .body(containsString("EFGH"));
        owner().formParam("provider", "mistral")
                .formParam("api_key", "sk-x")
                .post("/setup/provider")
                .then()
                .statusCode(303)
                .header("Location", containsString("/setup/provider?id=mistral"));
        owner().formParam("name", "first")
                .formParam("instructions", "Look.")
                .post("/setup/agent")
                .then()
                .statusCode(303)
                .header("Location", containsString("/setup/agent/task?agent="));
    }
}
