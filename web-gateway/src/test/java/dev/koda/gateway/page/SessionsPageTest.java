package dev.koda.gateway.page;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import dev.koda.gateway.stub.WithStubHouse;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithStubHouse
class SessionsPageTest extends TaughtPages {
    @Test
    void sessionsAreListedWithTheirTurnsAndOlderOnesAreAPageAway() {
        String page = owner().get("/sessions").asString();

        assertThat(page)
                .contains("Write the release notes", "href=\"/sessions/" + TaughtHouse.id(777) + "\"")
                .contains("cursor=older")
                .doesNotContain("of this week");
    }
}
