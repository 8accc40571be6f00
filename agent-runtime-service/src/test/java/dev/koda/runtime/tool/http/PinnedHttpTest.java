package dev.koda.runtime.tool.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.PfxOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.koda.runtime.tool.ToolFailure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * A connection goes to the address that was judged, whatever the name says by then: none of the names here resolve, so
 * whoever asked a resolver again would fail. And TLS is for the name, not for the address.
 */
class PinnedHttpTest {
    private static final String PASSWORD = "only-for-tests";
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    @TempDir
    static Path folder;

    private static Vertx vertx;
    private static HttpServer plain;
    private static HttpsServer tls;
    private static Path keys;

    @BeforeAll
    static void servers() throws Exception {
        vertx = Vertx.vertx();
        plain = HttpServer.create(new InetSocketAddress(LOOPBACK, 0), 10);
        plain.createContext("/", PinnedHttpTest::answer);
        plain.start();
        keys = keyFor("secure.invalid");
        tls = HttpsServer.create(new InetSocketAddress(LOOPBACK, 0), 10);
        tls.setHttpsConfigurator(new HttpsConfigurator(context(keys)));
        tls.createContext("/", PinnedHttpTest::answer);
        tls.start();
    }

    @AfterAll
    static void down() {
        plain.stop(0);
        tls.stop(0);
        var unused = vertx.close();
    }

    @Test
    void aNameThatChangedSinceItWasJudgedGainsNothing() throws Exception {
        var answer = fetch(new HttpClientOptions(), "http://rebinding.invalid:" + port(plain) + "/a?b=c", port(plain));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("rebinding.invalid:" + port(plain) + " /a?b=c");
    }

    @Test
    void aTrustedCertificateOfTheNameIsAcceptedAtThePinnedAddress() throws Exception {
        var answer = fetch(trusting(), "https://secure.invalid:" + port(tls) + "/", port(tls));

        assertThat(answer.body()).startsWith("secure.invalid");
    }

    @Test
    void aCertificateOfAnotherNameIsRefused() {
        assertThatThrownBy(() -> fetch(trusting(), "https://other.invalid:" + port(tls) + "/", port(tls)))
                .isInstanceOfSatisfying(
                        ToolFailure.class, failure -> assertThat(failure.code()).isEqualTo("fetch_failed"));
    }

    @Test
    void aCertificateNobodyVouchesForIsRefused() {
        assertThatThrownBy(() -> fetch(new HttpClientOptions(), "https://secure.invalid:" + port(tls) + "/", port(tls)))
                .isInstanceOfSatisfying(
                        ToolFailure.class, failure -> assertThat(failure.code()).isEqualTo("fetch_failed"));
    }

    private static PinnedHttp.Answer fetch(HttpClientOptions options, String url, int port) throws Exception {
        var http = new PinnedHttp(vertx, options);
        try {
            return http.exchange(new Target(new URI(url), LOOPBACK, port), HttpMethod.GET, Map.of(), null);
        } finally {
            http.close();
        }
    }

    private static HttpClientOptions trusting() {
        return new HttpClientOptions()
                .setTrustOptions(new PfxOptions().setPath(keys.toString()).setPassword(PASSWORD));
    }

    private static int port(HttpServer server) {
        return server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        byte[] body = (exchange.getRequestHeaders().getFirst("Host") + " " + exchange.getRequestURI())
                .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private static Path keyFor(String name) throws IOException, InterruptedException {
        Path store = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "test",
                        "-keyalg",
                        "EC",
                        "-validity",
                        "2",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "SAN=dns:" + name,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .inheritIO()
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return store;
    }

    private static SSLContext context(Path store) throws GeneralSecurityException, IOException {
        KeyStore loaded = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            loaded.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(loaded, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
