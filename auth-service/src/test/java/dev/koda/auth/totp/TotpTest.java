package dev.koda.auth.totp;

import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;

import jakarta.inject.Inject;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.bouncycastle.util.encoders.Base32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.koda.auth.stack.AuthStack;
import dev.koda.auth.stack.Gateway;
import dev.koda.auth.stack.People;
import dev.koda.auth.stack.Tables;
import dev.koda.platform.boot.Service;
import dev.koda.platform.security.ClientAddress;
import dev.koda.platform.testkit.database.WithPostgres;
import dev.koda.platform.testkit.event.WithKafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

@QuarkusTest
@AuthStack
@WithPostgres(Service.AUTH)
@WithKafka
class TotpTest {

    private static final String AUTH = "/api/control-plane/auth";

    @Inject
    ClientAddress addresses;

    private Gateway gateway;
    private People.Person owner;

    @BeforeEach
    void house() {
        Tables.empty();
        gateway = new Gateway(addresses);
        owner = People.owner(gateway);
    }

    @Test
    void onceConfirmedASignInNeedsACodeAndEachCodeWorksOnce() throws Exception {
        String secret = enrol();
        People.login(gateway, People.OWNER_EMAIL, People.OWNER_PASSWORD).then().statusCode(200);
        // the code of now and the next one: each counts for half a minute or more to come, however slow the machine
        String first = code(secret, 0);
        String second = code(secret, 1);

        confirm(first).then().statusCode(204);
        login(Map.of()).then().statusCode(401).body("code", equalTo("totp_required"));
        login(Map.of("totp_code", "000000")).then().statusCode(401).body("code", equalTo("invalid_credentials"));
        login(Map.of("totp_code", first)).then().statusCode(401);
        login(Map.of("totp_code", second)).then().statusCode(200);
        login(Map.of("totp_code", second)).then().statusCode(401);
        assertThat(Tables.count("SELECT failures FROM login_lock WHERE NOT decoy"))
                .isOne();
    }

    @Test
    void aRecoveryCodeStandsInOnceForALostPhone() throws Exception {
        confirm(code(enrol(), 0)).then().statusCode(204);
        String recovery = owner.recoveryCodes().getFirst();

        String cookie = login(Map.of("recovery_code", recovery))
                .then()
                .statusCode(200)
                .extract()
                .cookie("koda_operator_session");
        login(Map.of("recovery_code", recovery)).then().statusCode(401);
        gateway.session(cookie).get(AUTH + "/recovery-codes").then().body("remaining", equalTo(9));
        gateway.session(cookie).delete(AUTH + "/totp").then().statusCode(204);
        People.login(gateway, People.OWNER_EMAIL, People.OWNER_PASSWORD).then().statusCode(200);
    }

    @Test
    void aWrongCodeConfirmsNothing() {
        enrol();

        confirm("123456").then().statusCode(400).body("code", equalTo("totp_code_invalid"));
        gateway.session(owner.cookie()).get(AUTH + "/totp").then().body("enabled", equalTo(false));
    }

    @Test
    void aWrongPasswordIsNeverToldThatACodeIsWanted() throws Exception {
        confirm(code(enrol(), 0)).then().statusCode(204);

        People.login(gateway, People.OWNER_EMAIL, "wrong password here")
                .then()
                .statusCode(401)
                .body("code", equalTo("invalid_credentials"));
    }

    @Test
    void aSecondEnrolmentIsRefusedWhileOneCounts() throws Exception {
        confirm(code(enrol(), 0)).then().statusCode(204);

        gateway.session(owner.cookie())
                .post(AUTH + "/totp/enrol")
                .then()
                .statusCode(409)
                .body("code", equalTo("totp_enabled"));
    }

    private String enrol() {
        Response enrolled = gateway.session(owner.cookie()).post(AUTH + "/totp/enrol");
        enrolled.then()
                .statusCode(200)
                .body("otpauth_uri", startsWith("otpauth://totp/Koda:owner%40example.org?secret="));
        return enrolled.path("secret");
    }

    private Response confirm(String code) {
        return gateway.session(owner.cookie()).body(Map.of("code", code)).post(AUTH + "/totp/confirm");
    }

    private Response login(Map<String, String> factor) {
        return gateway.stranger()
                .body(Stream.of(Map.of("identifier", People.OWNER_EMAIL, "password", People.OWNER_PASSWORD), factor)
                        .flatMap(part -> part.entrySet().stream())
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)))
                .post(AUTH + "/login");
    }

    private static String code(String secret, int stepsFromNow) throws Exception {
        TimeBasedOneTimePasswordGenerator generator = new TimeBasedOneTimePasswordGenerator();
        byte[] key = Base32.decode(secret);
        return generator.generateOneTimePasswordString(
                new SecretKeySpec(key, "HmacSHA1"), Instant.now().plusSeconds(30L * stepsFromNow));
    }
}
