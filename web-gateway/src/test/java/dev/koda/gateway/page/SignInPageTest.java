package dev.koda.gateway.page;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

import dev.koda.gateway.stub.WithStubHouse;

import static dev.koda.gateway.Requests.stranger;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

@QuarkusTest
@WithStubHouse
class SignInPageTest extends TaughtPages {
    @Test
    void aStrangerIsLedToTheSignInAndBack() {
        stranger()
                .redirects()
                .follow(false)
                .get("/audit?type=security.*")
                .then()
                .statusCode(303)
                .header("Location", containsString("/login?next=%2Faudit%3Ftype%3Dsecurity.*"));
        stranger()
                .header("Accept", "text/event-stream")
                .get("/audit/live")
                .then()
                .statusCode(401);
    }

    @Test
    void signingInHandsTheCookieOnAndGoesWhereOneWanted() {
        signIn("/tasks")
                .then()
                .statusCode(303)
                .header("Location", containsString("/tasks"))
                .cookie("koda_operator_session", "sealed");
        signIn("//evil.example").then().statusCode(303).header("Location", not(containsString("evil")));
        assertThat(house.last("/api/control-plane/auth/login").body())
                .contains("\"identifier\":\"mara\"")
                .contains(" a secret ");
    }

    private static Response signIn(String next) {
        return stranger()
                .redirects()
                .follow(false)
                .header("Sec-Fetch-Site", "same-origin")
                .formParam("identifier", "mara")
                .formParam("password", " a secret ")
                .formParam("next", next)
                .post("/login");
    }

    @Test
    void aSecondFactorIsAskedForWithWhatWasTypedKept() {
        house.refuse("auth", "/api/control-plane/auth/login", 401, "totp_required", "A code is needed.");
        signIn("/tasks")
                .then()
                .statusCode(401)
                .body(allOf(
                        containsString("value=\"mara\""),
                        containsString("autocomplete=\"one-time-code\""),
                        containsString("value=\"/tasks\""),
                        not(containsString("a secret"))));
        house.mend("auth", "/api/control-plane/auth/login");
    }
}
