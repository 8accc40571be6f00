package dev.koda.gateway.page;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import dev.koda.gateway.stub.WithStubHouse;

import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;

@QuarkusTest
@WithStubHouse
class SecuritySettingsTest extends TaughtPages {
    @Test
    void aSensitiveActAsksForThePasswordAndThenGoesOn() {
        house.refuse("auth", "/api/control-plane/auth/tokens", 403, "reauthentication_required", "Prove it.");
        owner().formParam("token_name", "laptop")
                .formParam("scope", "tasks:read")
                .post("/settings/security/tokens")
                .then()
                .statusCode(403)
                .body(allOf(
                        containsString("name=\"act\" value=\"/settings/security/tokens\""),
                        containsString("name=\"token_name\" value=\"laptop\""),
                        containsString("Your password, once more")));
        house.mend("auth", "/api/control-plane/auth/tokens");
        owner().formParam("act", "/settings/security/tokens")
                .formParam("password", "p")
                .post("/settings/reauthenticate")
                .then()
                .statusCode(307)
                .header("Location", containsString("/settings/security/tokens"));
        owner().formParam("act", "https://evil.example")
                .formParam("password", "p")
                .post("/settings/reauthenticate")
                .then()
                .statusCode(303)
                .header("Location", containsString("/settings/security"));
    }

    @Test
    void whatIsShownOnceIsShownInItsPage() {
        owner().formParam("token_name", "laptop")
                .formParam("scope", "tasks:read")
                .post("/settings/security/tokens")
                .then()
                .statusCode(200)
                .body(containsString("kpat_0123456789abcdef0123456789abcdef"));
        owner().contentType("application/x-www-form-urlencoded")
                .post("/settings/security/totp")
                .then()
                .statusCode(200)
                .body(allOf(containsString("JBSWY3DPEHPK3PXP"), containsString("class=\"k-qr\"")));
        owner().contentType("application/x-www-form-urlencoded")
                .post("/settings/security/codes")
                .then()
                .statusCode(200)
                .body(containsString("QRST-EFGH-JK23"));
    }
}
