package dev.koda.gateway.page;

import java.time.Duration;
import java.util.List;

import io.restassured.specification.RequestSpecification;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

import dev.koda.gateway.stub.StubHouse;

import static dev.koda.gateway.Requests.ownPage;
import static org.assertj.core.api.Assertions.assertThat;

/** Tests of pages: the services behind answer as the true ones would, and the owner looks at them. */
abstract class TaughtPages {
    static final String TASK = "/tasks/" + TaughtHouse.id(208);
    static final String AGENT = "/agents/" + TaughtHouse.id(101);
    private static final List<String> OF_EACH_SERVICE = List.of(
            "/", TASK, AGENT, "/providers", "/costs", "/audit", "/operations", "/artifacts", "/settings/security");

    static TaughtHouse house;
    private static boolean warm;

    @BeforeAll
    static void teach() {
        house = new TaughtHouse(StubHouse.current());
    }

    @AfterAll
    static void forget() {
        house.forget();
    }

    /** The first call of a service loads what it needs, which on a slow machine takes longer than a page waits. */
    @BeforeEach
    void askEachServiceOnce() {
        if (!warm) {
            OF_EACH_SERVICE.forEach(path -> Awaitility.await(path)
                    .atMost(Duration.ofSeconds(90))
                    .untilAsserted(() -> assertThat(owner().get(path).asString())
                            .doesNotContainPattern("(auth|provider|runtime|audit|storage) does not answer")));
            warm = true;
        }
    }

    static RequestSpecification owner() {
        return ownPage(StubHouse.OWNER_SESSION).redirects().follow(false);
    }
}
