package dev.koda.provider.openaiapi;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import dev.koda.platform.boot.Service;
import dev.koda.platform.testkit.database.WithPostgres;
import dev.koda.platform.testkit.event.WithKafka;
import dev.koda.platform.testkit.token.TestTokens;
import dev.koda.platform.testkit.token.WithStubIdentity;
import dev.koda.provider.Calls;
import dev.koda.provider.WithMasterKey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

/** The open door reads its body itself and refuses what it cannot take in the words of all other doors. */
@QuarkusTest
@WithPostgres(Service.PROVIDER)
@WithKafka
@WithStubIdentity
@WithMasterKey
class ChatBodyTest {

    private static final String CHAT = "/v1/chat/completions";
    private static final int LIMIT = 32 * 1024 * 1024;

    @TestHTTPResource("/")
    URI address;

    @Test
    void whatIsNoJsonIsRefusedWithTheMistakesPlace() {
        refused("{\"model\": ", "json_invalid", "line 1");
    }

    @Test
    void whatIsNoObjectIsRefused() {
        refused("[]", "json_invalid", "must be");
    }

    @Test
    void aMemberThatIsThereTwiceIsRefused() {
        refused("{\"model\":\"a/b\",\"model\":\"c/d\"}", "json_invalid", "not valid JSON");
    }

    @Test
    void nothingAtAllIsRefused() {
        refused("", "invalid_request", "missing");
    }

    @Test
    void anotherMediaTypeIsRefused() {
        Calls.as("operator")
                .contentType("text/plain")
                .body("{}")
                .post(CHAT)
                .then()
                .statusCode(415)
                .body("code", equalTo("media_type_unsupported"));
    }

    @Test
    void aBodyWithoutALengthIsCutOffAtTheLimit() throws IOException {
        try (Socket client = new Socket(address.getHost(), address.getPort())) {
            client.setSoTimeout(60_000);
            OutputStream out = client.getOutputStream();
            out.write(("POST " + CHAT
                            + " HTTP/1.1\r\nHost: koda\r\nContent-Type: application/json\r\nAuthorization: Bearer "
                            + TestTokens.operator(Calls.OPERATOR, "operator")
                            + "\r\nTransfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(LIMIT + 1) + "\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(new byte[LIMIT + 1]); // and no end: whoever waits for one would wait for ever
            StringBuilder answer = new StringBuilder();
            byte[] piece = new byte[4096];
            for (int read = 0; read >= 0 && answer.indexOf("body_too_large") < 0; ) {
                read = client.getInputStream().read(piece);
                answer.append(new String(piece, 0, Math.max(0, read), StandardCharsets.UTF_8));
            }
            assertThat(answer).startsWith("HTTP/1.1 413").contains("body_too_large");
        }
    }

    private static void refused(String body, String code, String words) {
        Calls.as("operator")
                .body(body)
                .post(CHAT)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo(code))
                .body("detail", containsString(words));
    }
}
