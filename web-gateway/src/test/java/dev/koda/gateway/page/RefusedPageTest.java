package dev.koda.gateway.page;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import dev.koda.gateway.stub.StubHouse;
import dev.koda.gateway.stub.WithStubHouse;

import static dev.koda.gateway.Requests.browser;
import static dev.koda.gateway.Requests.stranger;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

/** Pages that are not for everybody, and pages that are not there. */
@QuarkusTest
@WithStubHouse
class RefusedPageTest extends TaughtPages {
    @Test
    void tooLowARoleIsToldWhichOneIsNeeded() {
        browser(StubHouse.VIEWER_SESSION)
                .get("/audit")
                .then()
                .statusCode(403)
                .body(containsString("This page is for the role operator"));
        browser(StubHouse.VIEWER_SESSION)
                .get("/tasks")
                .then()
                .statusCode(200)
                .body(not(containsString("href=\"/tasks/new\">")));
    }

    @Test
    void whatIsGoneSaysSoWithTheTraceId() {
        house.refuse("runtime", "/api/runtime/tasks/" + TaughtHouse.id(999), 404, "not_found", "Gone.");
        owner().get("/tasks/" + TaughtHouse.id(999))
                .then()
                .statusCode(404)
                .body(allOf(
                        containsString("<h1>"),
                        containsString("not_found"),
                        containsString("0af7651916cd43dd8448eb211c80319c")));
    }

    @Test
    void anAddressThatLeadsNowhereIsAPageForABrowserAndAProblemForAProgram() {
        owner().accept("text/html")
                .get("/no-such-page")
                .then()
                .statusCode(404)
                .contentType("text/html")
                .body(allOf(containsString("No such page"), containsString("/no-such-page")));
        stranger()
                .accept("text/html")
                .get("/no-such-page")
                .then()
                .statusCode(404)
                .contentType("text/html");
        owner().accept("application/json")
                .get("/no-such-page")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("code", equalTo("not_found"));
    }
}
