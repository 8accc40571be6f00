package dev.koda.runtime.tool.http;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import dev.koda.platform.boot.Service;
import dev.koda.platform.testkit.database.WithPostgres;
import dev.koda.platform.testkit.event.WithKafka;
import dev.koda.platform.testkit.token.WithStubIdentity;
import dev.koda.runtime.RuntimeFixtures;
import dev.koda.runtime.WithRuntime;
import dev.koda.runtime.stub.StubUpstream;

import static dev.koda.runtime.RuntimeFixtures.agent;
import static dev.koda.runtime.RuntimeFixtures.finished;
import static dev.koda.runtime.RuntimeFixtures.outcomes;
import static dev.koda.runtime.RuntimeFixtures.steps;
import static dev.koda.runtime.RuntimeFixtures.submit;
import static org.assertj.core.api.Assertions.assertThat;

/** Where a fetch may go, and what it takes along. */
@QuarkusTest
@WithPostgres(Service.RUNTIME)
@WithKafka
@WithStubIdentity
@WithRuntime
class HttpFetchTest {

    @Test
    void fetchReachesOnlyWhatIsPublicOrOpened() {
        String url = RuntimeFixtures.setting("koda.peers.provider-url");
        String task = submit(
                agent("http.fetch"),
                "@tool http.fetch {\"url\":\"" + url + "/effect?case=opened\"}",
                "@tool http.fetch {\"url\":\"http://127.0.0.1:9/\"}",
                "@tool http.fetch {\"url\":\"http://169.254.169.254/latest/meta-data\"}",
                "@tool http.fetch {\"url\":\"http://[::ffff:10.0.0.1]/\"}",
                "@tool http.fetch {\"url\":\"file:///etc/passwd\"}",
                "@say done");

        finished(task);

        assertThat(outcomes(task))
                .containsExactly(
                        "ok ",
                        "blocked private_address",
                        "blocked private_address",
                        "blocked private_address",
                        "blocked scheme_not_allowed");
        assertThat(steps(task, "tool_call").getFirst()).containsEntry("trust", "untrusted");
        assertThat(StubUpstream.recorded(url, "effect").stream()
                        .filter(call -> call.path("query").asText().equals("case=opened")))
                .hasSize(1)
                .allSatisfy(call -> assertThat(call.path("key").asText()).isEqualTo(task + "-call-0-0"));
    }

    @Test
    void redirectsAreFollowedWhereTheyMayGoAndCredentialsStayBehind() {
        String url = RuntimeFixtures.setting("koda.peers.provider-url");
        String other = url.replace("127.0.0.1", "localhost");
        String secret = "\",\"headers\":{\"Authorization\":\"Bearer x\",\"Accept\":\"*/*\"}}";
        String task = submit(
                agent("http.fetch"),
                "@tool http.fetch {\"url\":\"" + url + "/redirect?/effect?case=here" + secret,
                "@tool http.fetch {\"url\":\"" + url + "/redirect?" + other + "/effect?case=there" + secret,
                "@tool http.fetch {\"url\":\"" + url + "/redirect?http://127.0.0.1:9/\"}",
                "@tool http.fetch {\"url\":\"" + url + "/redirect?file:///etc/passwd\"}",
                "@tool http.fetch {\"url\":\"" + url + "/redirect\"}",
                "@tool http.fetch {\"url\":\"" + url + "/redirect?/effect?case=posted\",\"method\":\"POST\"}",
                "@say done");

        finished(task);

        assertThat(outcomes(task))
                .containsExactly(
                        "ok ",
                        "ok ",
                        "blocked private_address",
                        "blocked scheme_not_allowed",
                        "error too_many_redirects",
                        "ok ");
        assertThat(RuntimeFixtures.recorded("effect", task))
                .extracting(call -> call.path("query").asText() + " "
                        + call.path("authorization").asText())
                .containsExactly("case=here Bearer x", "case=there null");
        assertThat(steps(task, "tool_call").get(5).toString()).contains("302");
    }
}
