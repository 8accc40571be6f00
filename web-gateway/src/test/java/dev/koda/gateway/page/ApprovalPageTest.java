package dev.koda.gateway.page;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import dev.koda.gateway.stub.WithStubHouse;

import static org.hamcrest.Matchers.containsString;

@QuarkusTest
@WithStubHouse
class ApprovalPageTest extends TaughtPages {
    @Test
    void anApprovalIsAnsweredOnceAndBackWhereOneWas() {
        owner().formParam("decision", "approve")
                .formParam("back", TASK)
                .post("/approvals/" + TaughtHouse.id(301))
                .then()
                .statusCode(303)
                .header("Location", containsString(TASK + "?done=decided"));
        owner().formParam("decision", "edit")
                .formParam("arguments", "{broken")
                .post("/approvals/" + TaughtHouse.id(301))
                .then()
                .statusCode(400)
                .body(containsString("The arguments are no JSON"));
    }
}
