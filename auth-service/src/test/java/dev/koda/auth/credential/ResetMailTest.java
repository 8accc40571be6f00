package dev.koda.auth.credential;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;

import com.icegreen.greenmail.util.GreenMail;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.koda.auth.stack.AuthStack;
import dev.koda.auth.stack.Gateway;
import dev.koda.auth.stack.InjectMail;
import dev.koda.auth.stack.People;
import dev.koda.auth.stack.Tables;
import dev.koda.platform.boot.Service;
import dev.koda.platform.security.ClientAddress;
import dev.koda.platform.testkit.database.WithPostgres;
import dev.koda.platform.testkit.event.WithKafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@AuthStack
@WithPostgres(Service.AUTH)
@WithKafka
class ResetMailTest {

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

    private static final Pattern LINK = Pattern.compile("http://koda.example.org/reset-password\\?token=([\\w-]{43})");
    private static final String FRESH = "orange bicycle weather";

    @InjectMail
    GreenMail mail;

    @BeforeEach
    void emptyMailboxes() throws Exception {
        mail.purgeEmailFromAllMailboxes();
    }

    @Test
    void theMailedLinkResetsThePasswordOnceAndEndsAllSessions() throws Exception {
        forgot(People.OWNER_EMAIL);
        String token = mailedToken();

        reset(token, "short").then().statusCode(400).body("violations.code", equalTo(List.of("password_too_short")));
        reset(token, People.OWNER_PASSWORD)
                .then()
                .statusCode(400)
                .body("violations.code", equalTo(List.of("password_reused")));
        reset(token, FRESH).then().statusCode(204);
        reset(token, "yet another sentence").then().statusCode(403).body("code", equalTo("reset_token_invalid"));

        gateway.identity("session", owner.cookie()).then().statusCode(401);
        People.login(gateway, People.OWNER_EMAIL, FRESH).then().statusCode(200);
    }

    @Test
    void anExpiredLinkIsRefused() throws Exception {
        forgot(People.OWNER_EMAIL);
        String token = mailedToken();
        Tables.run("UPDATE password_reset SET expires_at = now() - interval '1 second'");

        reset(token, FRESH).then().statusCode(403);
    }

    @Test
    void anUnknownAddressGetsTheSameAnswerAndNoMail() throws Exception {
        forgot("nobody@example.org");
        forgot(People.OWNER_EMAIL);
        mailedToken();

        assertThat(Arrays.stream(mail.getReceivedMessages()).map(ResetMailTest::recipient))
                .doesNotContain("nobody@example.org");
        assertThat(Tables.count("SELECT count(*) FROM password_reset")).isOne();
    }

    @Test
    void aLockIsMailedToTheHolderAndTheOwner() throws Exception {
        People.Person viewer = People.invited(gateway, owner, "vera@example.org", "viewer");
        received("vera@example.org", "invited", "");
        for (int failure = 0; failure < 5; failure++) {
            People.login(gateway, viewer.email(), "wrong password " + failure)
                    .then()
                    .statusCode(401);
        }

        received("vera@example.org", "locked", gateway.address());
        received(People.OWNER_EMAIL, "locked", "vera@example.org");
    }

    private void forgot(String email) {
        gateway.stranger()
                .body(Map.of("email", email))
                .post(AUTH + "/password/forgot")
                .then()
                .statusCode(202);
    }

    private Response reset(String token, String password) {
        return gateway.stranger()
                .body(Map.of("token", token, "new_password", password))
                .post(AUTH + "/password/reset");
    }

    private String mailedToken() throws Exception {
        Matcher link = LINK.matcher(received(People.OWNER_EMAIL, "reset", "token="));
        assertThat(link.find()).isTrue();
        return link.group(1);
    }

    /** The mail to somebody with words in its subject and its text: those of the test before may still be on their way. */
    private String received(String to, String subject, String text) {
        return Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> find(to, subject, text), Objects::nonNull);
    }

    private String find(String to, String subject, String text) throws MessagingException, IOException {
        for (MimeMessage message : mail.getReceivedMessages()) {
            if (recipient(message).equals(to)
                    && message.getSubject().contains(subject)
                    && message.getContent().toString().contains(text)) {
                return message.getContent().toString();
            }
        }
        return null;
    }

    private static String recipient(MimeMessage message) {
        try {
            return message.getAllRecipients()[0].toString();
        } catch (MessagingException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
