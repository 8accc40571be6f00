package dev.koda.gateway.page;

import java.time.Duration;
import java.util.stream.Stream;

import io.quarkus.test.junit.QuarkusTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import dev.koda.gateway.stub.StubHouse;
import dev.koda.gateway.stub.WithStubHouse;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

@QuarkusTest
@WithStubHouse
class ServiceAwayTest extends TaughtPages {
    @ParameterizedTest
    @MethodSource("serviceAndPage")
    void aServiceAwayCostsItsPartOnly(String service, String path) {
        String away = service + " does not answer";
        StubHouse.current().of(service).stop();
        try {
            owner().get(path).then().statusCode(200).body(containsString(away));
        } finally {
            StubHouse.current().of(service).restart();
        }
        // whoever was refused often is asked again only after seconds, which no other test shall meet
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> owner().get(path).then().body(not(containsString(away))));
    }

    static Stream<Arguments> serviceAndPage() {
        return Stream.of(
                        new String[] {"runtime", "/"},
                        new String[] {"runtime", "/tasks"},
                        new String[] {"runtime", "/agents"},
                        new String[] {"runtime", "/approvals"},
                        new String[] {"provider", "/operations"},
                        new String[] {"provider", "/providers"},
                        new String[] {"provider", "/costs"},
                        new String[] {"audit", "/audit"},
                        new String[] {"audit", "/operations"},
                        new String[] {"storage", "/artifacts"},
                        new String[] {"auth", "/settings/security"})
                .map(one -> Arguments.of(one[0], one[1]));
    }
}
