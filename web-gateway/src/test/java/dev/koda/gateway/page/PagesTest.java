package dev.koda.gateway.page;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.koda.gateway.Requests;
import dev.koda.gateway.stub.StubHouse;
import dev.koda.gateway.stub.WithStubHouse;

import static dev.koda.gateway.Requests.browser;
import static dev.koda.gateway.Requests.ownPage;
import static dev.koda.gateway.Requests.stranger;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

@QuarkusTest
@WithStubHouse
class PagesTest {
    private static final String TASK = "/tasks/" + TaughtHouse.id(208);
    private static final String AGENT = "/agents/" + TaughtHouse.id(101);
    private static final int WEIGHT = 150 * 1024;
    private static final List<String> OF_EACH_SERVICE = List.of(
            "/", TASK, AGENT, "/providers", "/costs", "/audit", "/operations", "/artifacts", "/settings/security");

    private static boolean warm;
    private static TaughtHouse house;

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

    static Stream<String> pages() {
        return Stream.of(
                "/",
                "/tasks",
                "/tasks?state=failed&q=x",
                "/tasks/new",
                TASK,
                TASK + "?step=8&show=problems",
                "/tasks/" + TaughtHouse.id(205),
                "/tasks/" + TaughtHouse.id(206),
                "/agents",
                "/agents/new",
                AGENT,
                AGENT + "?view=against",
                AGENT + "?tab=versions",
                AGENT + "/secrets",
                "/audit",
                "/audit?verify=chain&type=security.*",
                "/operations",
                "/approvals",
                "/dlq",
                "/providers",
                "/providers/openai",
                "/providers/anthropic",
                "/costs",
                "/costs?by=model&days=30",
                "/sessions",
                "/sessions/" + TaughtHouse.id(777),
                "/artifacts",
                "/artifacts/" + TaughtHouse.id(401),
                "/settings/general",
                "/settings/security",
                "/settings/operators",
                "/more",
                "/jump?q=release",
                "/setup/provider?id=openai",
                "/setup/agent",
                "/setup/agent/task",
                "/login",
                "/forgot-password",
                "/reset-password?token=x",
                "/invite?token=x");
    }

    private static RequestSpecification owner() {
        return ownPage(StubHouse.OWNER_SESSION).redirects().follow(false);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyPageKeepsTheRulesOfThePage(String path) {
        Response page = owner().get(path);
        assertThat(page.statusCode()).as(page.asString()).isEqualTo(200);
        assertThat(new Markup(page.asString()).faults()).isEmpty();
        assertThat(page.header("Cache-Control")).contains("no-store");
    }

    @Test
    void onlyTheScriptWithTheNonceOfTheAnswerMayRunInline() {
        Response page = owner().get("/");
        String policy = page.header("Content-Security-Policy");
        String nonce = page.asString().replaceFirst("(?s).*<script nonce=\"([^\"]+)\">.*", "$1");
        assertThat(policy).contains("'nonce-" + nonce + "'").doesNotContain("unsafe-inline");
        assertThat(owner().get("/").header("Content-Security-Policy")).isNotEqualTo(policy);
    }

    @ParameterizedTest
    @MethodSource("serviceAndPage")
    void aServiceAwayCostsItsPartOnly(String service, String path) {
        StubHouse.current().of(service).stop();
        try {
            owner().get(path).then().statusCode(200).body(containsString(service + " does not answer"));
        } finally {
            StubHouse.current().of(service).restart();
        }
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

    @Test
    void aStrangerIsLedToTheSignInAndBack() {
        stranger()
                .redirects()
                .follow(false)
                .get("/audit?type=security.*")
                .then()
                .statusCode(303)
                .header("Location", containsString("/login?next=%2Faudit%3Ftype%3Dsecurity.*"));
        stranger()
                .header("Accept", "text/event-stream")
                .get("/audit/live")
                .then()
                .statusCode(401);
    }

    @Test
    void tooLowARoleIsToldWhichOneIsNeeded() {
        browser(StubHouse.VIEWER_SESSION)
                .get("/audit")
                .then()
                .statusCode(403)
                .body(containsString("This page is for the role operator"));
        browser(StubHouse.VIEWER_SESSION)
                .get("/tasks")
                .then()
                .statusCode(200)
                .body(not(containsString("href=\"/tasks/new\">")));
    }

    @Test
    void whatIsGoneSaysSoWithTheTraceId() {
        house.refuse("runtime", "/api/runtime/tasks/" + TaughtHouse.id(999), 404, "not_found", "Gone.");
        owner().get("/tasks/" + TaughtHouse.id(999))
                .then()
                .statusCode(404)
                .body(allOf(
                        containsString("<h1>"),
                        containsString("not_found"),
                        containsString("0af7651916cd43dd8448eb211c80319c")));
    }

    @Test
    void anAddressThatLeadsNowhereIsAPageForABrowserAndAProblemForAProgram() {
        owner().accept("text/html")
                .get("/no-such-page")
                .then()
                .statusCode(404)
                .contentType("text/html")
                .body(allOf(containsString("No such page"), containsString("/no-such-page")));
        Requests.stranger()
                .accept("text/html")
                .get("/no-such-page")
                .then()
                .statusCode(404)
                .contentType("text/html");
        owner().accept("application/json")
                .get("/no-such-page")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("code", equalTo("not_found"));
    }

    @Test
    void signingInHandsTheCookieOnAndGoesWhereOneWanted() {
        signIn("/tasks")
                .then()
                .statusCode(303)
                .header("Location", containsString("/tasks"))
                .cookie("koda_operator_session", "sealed");
        signIn("//evil.example").then().statusCode(303).header("Location", not(containsString("evil")));
        assertThat(house.last("/api/control-plane/auth/login").body())
                .contains("\"identifier\":\"mara\"")
                .contains(" a secret ");
    }

    private static Response signIn(String next) {
        return Requests.stranger()
                .redirects()
                .follow(false)
                .header("Sec-Fetch-Site", "same-origin")
                .formParam("identifier", "mara")
                .formParam("password", " a secret ")
                .formParam("next", next)
                .post("/login");
    }

    @Test
    void aSecondFactorIsAskedForWithWhatWasTypedKept() {
        house.refuse("auth", "/api/control-plane/auth/login", 401, "totp_required", "A code is needed.");
        signIn("/tasks")
                .then()
                .statusCode(401)
                .body(allOf(
                        containsString("value=\"mara\""),
                        containsString("autocomplete=\"one-time-code\""),
                        containsString("value=\"/tasks\""),
                        not(containsString("a secret"))));
        house.mend("auth", "/api/control-plane/auth/login");
    }

    @ParameterizedTest
    @CsvSource({"/tasks/new", "/agents/new", "/logout", "/settings/security/codes"})
    void aFormFromElsewhereIsRefused(String path) {
        browser(StubHouse.OWNER_SESSION)
                .header("Sec-Fetch-Site", "cross-site")
                .formParam("input", "x")
                .post(path)
                .then()
                .statusCode(403);
    }

    @Test
    void aFormLeadsOnAndSaysOnceWhatItDid() {
        owner().formParam("reason", "no longer needed")
                .post(TASK + "/cancel")
                .then()
                .statusCode(303)
                .header("Location", containsString(TASK + "?done=cancelled"));
        assertThat(house.last("/api/runtime" + TASK + "/cancel").body()).contains("no longer needed");
        owner().get(TASK + "?done=cancelled").then().body(containsString("Cancelled. Steps and files are kept."));
        owner().get(TASK + "?done=made-up").then().body(not(containsString("made-up")));
    }

    @Test
    void aRefusedFormKeepsWhatWasTypedAndShowsWhy() {
        house.refuse("runtime", "/api/runtime/tasks", 409, "agent_paused", "The agent is paused.");
        owner().formParam("agent_id", TaughtHouse.id(101))
                .formParam("input", "Sort the mails")
                .post("/tasks/new")
                .then()
                .statusCode(409)
                .body(allOf(
                        containsString("The agent is paused."),
                        containsString("agent_paused"),
                        containsString(">Sort the mails</textarea>"),
                        containsString("role=\"alert\"")));
        house.mend("runtime", "/api/runtime/tasks");
    }

    @Test
    void savingADraftKeepsTheSettingsOfItsTools() {
        owner().formParam("name", "release-scribe")
                .formParam("instructions", "Write.")
                .formParam("tool", "file.read")
                .formParam("approval.file.read", "ask")
                .formParam("minutes", "5")
                .post(AGENT)
                .then()
                .statusCode(303);
        assertThat(house.last("/api/control-plane" + AGENT).body())
                .contains("\"name\":\"file.read\",\"approval\":\"ask\",\"settings\":{}")
                .contains("\"wall_time_s\":300")
                .contains("\"model\":\"\"");
    }

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

    @Test
    void aSensitiveActAsksForThePasswordAndThenGoesOn() {
        house.refuse("auth", "/api/control-plane/auth/tokens", 403, "reauthentication_required", "Prove it.");
        owner().formParam("token_name", "laptop")
                .formParam("scope", "tasks:read")
                .post("/settings/security/tokens")
                .then()
                .statusCode(403)
                .body(allOf(
                        containsString("name=\"act\" value=\"/settings/security/tokens\""),
                        containsString("name=\"token_name\" value=\"laptop\""),
                        containsString("Your password, once more")));
        house.mend("auth", "/api/control-plane/auth/tokens");
        owner().formParam("act", "/settings/security/tokens")
                .formParam("password", "p")
                .post("/settings/reauthenticate")
                .then()
                .statusCode(307)
                .header("Location", containsString("/settings/security/tokens"));
        owner().formParam("act", "https://evil.example")
                .formParam("password", "p")
                .post("/settings/reauthenticate")
                .then()
                .statusCode(303)
                .header("Location", containsString("/settings/security"));
    }

    @Test
    void whatIsShownOnceIsShownInItsPage() {
        owner().formParam("token_name", "laptop")
                .formParam("scope", "tasks:read")
                .post("/settings/security/tokens")
                .then()
                .statusCode(200)
                .body(containsString("kpat_0123456789abcdef0123456789abcdef"));
        owner().contentType("application/x-www-form-urlencoded")
                .post("/settings/security/totp")
                .then()
                .statusCode(200)
                .body(allOf(containsString("JBSWY3DPEHPK3PXP"), containsString("class=\"k-qr\"")));
        owner().contentType("application/x-www-form-urlencoded")
                .post("/settings/security/codes")
                .then()
                .statusCode(200)
                .body(containsString("QRST-EFGH-JK23"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/settings/security/password",
                "/settings/security/totp-off",
                "/settings/security/sessions/others",
                "/settings/security/unlock",
                "/settings/operators/change",
                "/settings/operators/remove",
                "/providers/openai/verify",
                "/providers/openai/disconnect",
                "/providers/openai/use",
                "/costs/budget",
                "/costs/budget/remove",
                "/providers/default"
            })
    void everyOtherFormAnswersWithAPage(String path) {
        int status = owner().formParam("id", TaughtHouse.id(2))
                .formParam("model", "a/b")
                .post(path)
                .statusCode();
        assertThat(status).isIn(303, 200, 404);
    }

    @Test
    void theFirstStepsLeadFromTheCodeToTheRecoveryCodes() {
        stranger()
                .header("Sec-Fetch-Site", "same-origin")
                .formParam("code", "ABCD-EFGH-JKLM")
                .post("/setup/code")
                .then()
                .statusCode(200)
                .body(containsString("name=\"registration_token\" value=\"reg-1\""));
        stranger()
                .header("Sec-Fetch-Site", "same-origin")
                .formParam("registration_token", "reg-1")
                .formParam("email", "mara@example.net")
                .formParam("password", "a long enough sentence")
                .post("/setup/owner")
                .then()
                .statusCode(200)
                .body(containsString("ABCD-EFGH-JK23"));
        stranger()
                .header("Sec-Fetch-Site", "same-origin")
                .formParam("codes", "ABCD\nEFGH")
                .post("/setup/recovery-codes.txt")
                .then()
                .statusCode(200)
                .header("Content-Disposition", containsString("attachment"))
                .body(containsString("EFGH"));
        owner().formParam("provider", "mistral")
                .formParam("api_key", "sk-x")
                .post("/setup/provider")
                .then()
                .statusCode(303)
                .header("Location", containsString("/setup/provider?id=mistral"));
        owner().formParam("name", "first")
                .formParam("instructions", "Look.")
                .post("/setup/agent")
                .then()
                .statusCode(303)
                .header("Location", containsString("/setup/agent/task?agent="));
    }

    @Test
    void tasteIsKeptInCookiesAndReadByTheServer() {
        owner().formParam("theme", "dark")
                .formParam("back", "/tasks")
                .post("/theme")
                .then()
                .statusCode(303)
                .cookie("koda_theme", equalTo("dark"));
        owner().cookie("koda_theme", "dark").get("/tasks").then().body(containsString("data-bs-theme=\"dark\""));
        owner().formParam("time_zone", "Europe/Berlin")
                .formParam("theme", "auto")
                .post("/settings/general")
                .then()
                .statusCode(303)
                .cookie("koda_zone", equalTo("Europe.Berlin"));
        owner().cookie("koda_zone", "Europe.Berlin")
                .get("/tasks")
                .then()
                .body(containsString("data-zone=\"Europe/Berlin\""));
        owner().formParam("time_zone", "Mars/Base")
                .formParam("theme", "auto")
                .post("/settings/general")
                .then()
                .statusCode(400);
    }

    @ParameterizedTest
    @CsvSource({"/audit/live,event:row,security.login.succeeded", "/operations/feed,event:row,security.login.succeeded"
    })
    void whatLivesComesAsDrawnFragments(String path, String event, String text) throws Exception {
        assertThat(streamed(path, text)).contains(event);
    }

    @Test
    void sessionsAreListedWithTheirTurnsAndOlderOnesAreAPageAway() {
        String page = owner().get("/sessions").asString();

        assertThat(page)
                .contains("Write the release notes", "href=\"/sessions/" + TaughtHouse.id(777) + "\"")
                .contains("cursor=older")
                .doesNotContain("of this week");
    }

    @Test
    void theTraceAndTheConversationAreDrawnAsTheyChange() throws Exception {
        assertThat(streamed(TASK + "/live?step=8", "Iteration 4")).contains("event:trace");
        assertThat(streamed(
                        "/sessions/" + TaughtHouse.id(777) + "/live?task=" + TaughtHouse.id(201),
                        "I am looking at the ticket."))
                .contains("event:turn");
    }

    /** Reads a stream until the text was seen. */
    private static String streamed(String path, String until) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(RestAssured.baseURI + ":" + RestAssured.port + path))
                .timeout(Duration.ofSeconds(60))
                .header("Accept", "text/event-stream")
                .header("Cookie", "koda_operator_session=" + StubHouse.OWNER_SESSION)
                .build();
        try (HttpClient client = HttpClient.newHttpClient();
                InputStream body = client.send(request, HttpResponse.BodyHandlers.ofInputStream())
                        .body();
                BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            StringBuilder seen = new StringBuilder();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                seen.append(line).append('\n');
                if (line.contains(until)) {
                    client.shutdownNow();
                    return seen.toString();
                }
            }
            throw new AssertionError("never came: " + until + " in " + seen);
        }
    }

    @Test
    void thePageAndAllItLoadsStayLight() throws Exception {
        List<String> loaded = List.of(
                "/",
                "/webjars/tabler__core/dist/css/tabler.min.css",
                "/assets/koda.css",
                "/assets/koda.js",
                "/assets/icons.svg",
                "/webjars/htmx.org/dist/htmx.min.js",
                "/webjars/htmx-ext-sse/sse.js");
        int sum = 0;
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (String path : loaded) {
                HttpRequest request = HttpRequest.newBuilder(
                                URI.create(RestAssured.baseURI + ":" + RestAssured.port + path))
                        .header("Accept-Encoding", "gzip")
                        .header("Cookie", "koda_operator_session=" + StubHouse.OWNER_SESSION)
                        .build();
                HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
                assertThat(answer.statusCode()).as(path).isEqualTo(200);
                assertThat(answer.headers().firstValue("Content-Encoding"))
                        .as(path)
                        .contains("gzip");
                sum += answer.body().length;
            }
        }
        assertThat(sum).isLessThan(WEIGHT);
    }
}
