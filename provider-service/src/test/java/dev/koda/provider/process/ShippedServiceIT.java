package dev.koda.provider.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.koda.provider.Calls;
import dev.koda.provider.stub.OpenAiShapes;
import dev.koda.provider.stub.Reply;
import dev.koda.provider.stub.StubVendor;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

/** The shipped process as operators start it: in production, with the wrong key, towards vendors with TLS. */
class ShippedServiceIT {

    private static final int REFUSED = 78;
    private static final String PROVIDERS = "/api/control-plane/providers";
    private static final String PASSWORD = "changeit";

    @TempDir
    Path folder;

    private House house;

    @BeforeEach
    void start() throws Exception {
        house = new House(folder);
    }

    @AfterEach
    void stop() {
        house.close();
    }

    @Test
    void productionHidesRehearsalAndReachesNoPrivateAddressAndTheKeyIsAskedForByItsId() throws Exception {
        Map<String, String> production = house.environment();
        production.put("KODA_ENV", "production");
        try (PackagedService service = PackagedService.start(production).ready()) {
            rehearsalIsForTheDoctorOnly(service);
            privateAddressesAreRefused(service);
        }
        theKeyIsAskedForByItsId(production);
    }

    private static void rehearsalIsForTheDoctorOnly(PackagedService service) throws Exception {
        assertThat(service.send("GET", PROVIDERS, House.owner(), "").body()).doesNotContain("rehearsal");
        assertThat(service.send("GET", "/v1/models", House.owner(), "").body()).doesNotContain("rehearsal");
        String chain = "/internal/chain?provider=rehearsal&model=rehearsal-1";
        var forAgents = service.send("GET", chain, House.service(), "").json();
        assertThat(forAgents.path("candidates")).isEmpty();
        assertThat(forAgents.at("/excluded/0/cause").asText()).isEqualTo("hidden_in_production");
        assertThat(service.send("GET", chain + "&purpose=canary", House.service(), "")
                        .json()
                        .path("candidates"))
                .hasSize(1);
        String question = """
                {"provider":"rehearsal","model":"rehearsal-1","stream":false,
                 "messages":[{"role":"user","content":[{"type":"text","text":"Hello"}]}],"context":{%s}}""";
        assertThat(service.send("POST", "/internal/completions", House.service(), question.formatted(""))
                        .json()
                        .path("failure")
                        .asText())
                .isEqualTo("bad_model");
        assertThat(service.send(
                                "POST",
                                "/internal/completions",
                                House.service(),
                                question.formatted("\"purpose\":\"canary\""))
                        .status())
                .isEqualTo(200);
    }

    private static void privateAddressesAreRefused(PackagedService service) throws Exception {
        for (String address : new String[] {
            "http://127.0.0.1:9/v1",
            "http://localhost:9/v1",
            "http://10.0.0.1/v1",
            "http://192.168.1.1/v1",
            "http://[::1]:9/v1",
            "http://[fd00::1]/v1",
            "http://169.254.169.254/latest",
            "http://2130706433/v1"
        }) {
            var answer = service.send("PUT", PROVIDERS + "/openai/connection", House.owner(), connection(address));
            assertThat(answer.status()).as(address).isEqualTo(400);
            assertThat(answer.json().path("code").asText()).as(address).isEqualTo("base_url_refused");
        }
    }

    private void theKeyIsAskedForByItsId(Map<String, String> environment) throws Exception {
        String needed = house.text("SELECT split_part(sealed, '.', 2) FROM master_key_canary");
        Path wrong = folder.resolve("wrong.key");
        Files.writeString(
                wrong, Base64.getEncoder().encodeToString("f".repeat(32).getBytes(US_ASCII)));
        environment.put("CONTROL_PLANE_MASTER_KEY_FILE", wrong.toString());
        try (PackagedService service = PackagedService.start(environment)) {
            assertThat(service.ended()).isEqualTo(REFUSED);
            assertThat(service.printed())
                    .contains("CONTROL_PLANE_MASTER_KEY_FILE", "needs key " + needed)
                    .doesNotContain("\tat ");
        }
        environment.put(
                "CONTROL_PLANE_MASTER_KEY_FILE", folder.resolve("none.key").toString());
        try (PackagedService service = PackagedService.start(environment)) {
            assertThat(service.ended()).isEqualTo(REFUSED);
            assertThat(service.printed())
                    .contains("CONTROL_PLANE_MASTER_KEY_FILE", needed)
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void aVendorIsProvenByItsCertificateAndItsName() throws Exception {
        Path trusted = keyStore("trusted.p12");
        try (StubVendor known = StubVendor.start(trusted, PASSWORD);
                StubVendor stranger = StubVendor.start(keyStore("stranger.p12"), PASSWORD);
                PackagedService service = PackagedService.start(
                                house.environment(),
                                "-Djavax.net.ssl.trustStore=" + trusted,
                                "-Djavax.net.ssl.trustStorePassword=" + PASSWORD)
                        .ready()) {
            known.on("/v1/models", Reply.json(200, OpenAiShapes.MODELS));
            verifies(service, "https://localhost:" + known.port() + "/v1", "usable", "");
            assertThat(known.asked("/v1/models").getFirst().headers())
                    .containsEntry("authorization", "Bearer " + Calls.KEY);
            verifies(service, "https://127.0.0.1:" + known.port() + "/v1", "unusable", "tls");
            verifies(service, "https://localhost:" + stranger.port() + "/v1", "unusable", "tls");
            assertThat(stranger.asked()).isEmpty();
        }
    }

    private static void verifies(PackagedService service, String address, String verdict, String cause)
            throws Exception {
        assertThat(service.send("PUT", PROVIDERS + "/openai/connection", House.owner(), connection(address))
                        .status())
                .isEqualTo(200);
        var found = service.send("POST", PROVIDERS + "/openai/connection/verify", House.owner(), "");
        assertThat(found.json().path("verdict").asText()).as(found.body()).isEqualTo(verdict);
        assertThat(found.json().path("cause").asText("")).as(found.body()).isEqualTo(cause);
    }

    private static String connection(String address) {
        return "{\"auth\":{\"api_key\":\"" + Calls.KEY + "\"},\"base_url\":\"" + address + "\"}";
    }

    /** A key with a certificate for {@code localhost}, signed by itself. */
    private Path keyStore(String name) throws Exception {
        Path file = folder.resolve(name);
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "vendor",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String printed = new String(keytool.getInputStream().readAllBytes(), US_ASCII);
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue()).as(printed).isZero();
        return file;
    }
}
