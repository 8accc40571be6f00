package dev.koda.gateway.page;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import dev.koda.gateway.stub.WithStubHouse;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@WithStubHouse
class TasteTest extends TaughtPages {
    @Test
    void tasteIsKeptInCookiesAndReadByTheServer() {
        owner().formParam("theme", "dark")
                .formParam("back", "/tasks")
                .post("/theme")
                .then()
                .statusCode(303)
                .cookie("koda_theme", equalTo("dark"));
        owner().cookie("koda_theme", "dark").get("/tasks").then().body(containsString("data-bs-theme=\"dark\""));
        owner().formParam("time_zone", "Europe/Berlin")
                .formParam("theme", "auto")
                .post("/settings/general")
                .then()
                .statusCode(303)
                .cookie("koda_zone", equalTo("Europe.Berlin"));
        owner().cookie("koda_zone", "Europe.Berlin")
                .get("/tasks")
                .then()
                .body(containsString("data-zone=\"Europe/Berlin\""));
        owner().formParam("time_zone", "Mars/Base")
                .formParam("theme", "auto")
                .post("/settings/general")
                .then()
                .statusCode(400);
    }
}
