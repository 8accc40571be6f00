package dev.koda.system.identity;

import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static dev.koda.system.identity.House.AUTH;
import static org.assertj.core.api.Assertions.assertThat;

/** auth.md, Keys and clocks. */
@ExtendWith(IdentityStack.class)
class KeysAndClocksIT {
    private static final List<String> OF_IDENTITY =
            List.of("auth.database", "auth.migrations", "auth.signing_key", "auth.smtp", "auth.clock");
    private static final Duration SOON = Duration.ofSeconds(90);

    @Test
    void aRotatedKeyIsPublishedAndTakesOverWhileTheFormerStillCounts(House house) throws Exception {
        Visitor owner = house.owner();
        List<String> before = published(house);

        String key = house.host("auth", "rotate-keys").value("key_id");

        Awaitility.await("the new key").atMost(SOON).until(() -> published(house)
                .contains(key));
        assertThat(published(house)).containsAll(before);
        owner.get(AUTH + "/status").expect(200);
        // a new key waits ten seconds for every replica to know it
        house.tables().run("UPDATE signing_key SET active_from = now() WHERE id = '" + key + "'");
        Awaitility.await("its turn").atMost(SOON).until(() -> key.equals(keyBehindNewTokens(house)));
        house.owner().get("/api/runtime/tasks").expect(200);
        owner.get("/api/runtime/tasks").expect(200);
        owner.post(AUTH + "/keys/rotate").expect(403, "host_only");
    }

    @Test
    void thePublishedKeysAreEs256WithoutThePrivateHalfWhichIsSealed(House house) throws Exception {
        for (JsonNode key :
                house.visitor().get("/.well-known/jwks.json").expect(200).body().path("keys")) {
            assertThat(key.path("alg").asText()).isEqualTo("ES256");
            assertThat(key.has("d")).isFalse();
        }
        assertThat(house.tables()
                        .text("SELECT count(*) FROM signing_key WHERE position('\"d\"'::bytea in sealed_private) > 0"))
                .isEqualTo("0");
    }

    @Test
    void theDoctorLooksAtAllOfItAndNamesAClockThatIsFortySecondsOff(House house) throws Exception {
        // on a busy machine a service may not answer within the seconds that a look takes
        JsonNode report = Awaitility.await("a report of every check")
                .atMost(Duration.ofMinutes(4))
                .pollInterval(Duration.ofMillis(500))
                .until(
                        () -> report(house),
                        found -> OF_IDENTITY.stream().allMatch(id -> passes(found, id)) && isOff(found));
        JsonNode clock = check(report, "host.clock").orElseThrow();
        // an answer that was long under way is as much younger when it comes
        assertThat(clock.path("message").asText()).matches("the clock is (3[5-9]|4\\d) s off");
        assertThat(clock.path("hint").asText()).contains("timedatectl");
    }

    /** Asked of the service itself, since no token of this kind ever leaves the house through the gateway. */
    private static String keyBehindNewTokens(House house) throws IOException, InterruptedException {
        String token = house.serviceToken();
        return new ObjectMapper()
                .readTree(Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.'))))
                .path("kid")
                .asText();
    }

    private static JsonNode report(House house) throws IOException, InterruptedException {
        return new ObjectMapper().readTree(house.tried("doctor", "--json").output());
    }

    private static boolean passes(JsonNode report, String id) {
        return check(report, id)
                .filter(check -> check.path("status").asText().equals("pass"))
                .isPresent();
    }

    private static boolean isOff(JsonNode report) {
        return check(report, "host.clock")
                .filter(check -> check.path("status").asText().equals("fail"))
                .isPresent();
    }

    private static Optional<JsonNode> check(JsonNode report, String id) {
        return StreamSupport.stream(report.path("checks").spliterator(), false)
                .filter(check -> check.path("id").asText().equals(id))
                .findFirst();
    }

    private static List<String> published(House house) throws IOException, InterruptedException {
        return house.visitor()
                .get("/.well-known/jwks.json")
                .expect(200)
                .body()
                .path("keys")
                .findValuesAsText("kid");
    }
}
