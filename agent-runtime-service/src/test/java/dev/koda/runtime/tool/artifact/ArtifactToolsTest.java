package dev.koda.runtime.tool.artifact;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import dev.koda.platform.boot.Service;
import dev.koda.platform.testkit.database.WithPostgres;
import dev.koda.platform.testkit.event.WithKafka;
import dev.koda.platform.testkit.token.WithStubIdentity;
import dev.koda.runtime.RuntimeFixtures;
import dev.koda.runtime.WithRuntime;

import static dev.koda.runtime.RuntimeFixtures.agent;
import static dev.koda.runtime.RuntimeFixtures.finished;
import static dev.koda.runtime.RuntimeFixtures.steps;
import static dev.koda.runtime.RuntimeFixtures.submit;
import static org.assertj.core.api.Assertions.assertThat;

/** What agents keep, and read again. */
@QuarkusTest
@WithPostgres(Service.RUNTIME)
@WithKafka
@WithStubIdentity
@WithRuntime
class ArtifactToolsTest {

    @Test
    void aResultBeyondTheBoundGoesToAnArtifactThatCanBeReadInParts() {
        String url = RuntimeFixtures.setting("koda.peers.provider-url");
        String agent = agent("http.fetch", "artifact.read");
        String task = submit(agent, "@tool http.fetch {\"url\":\"" + url + "/large\"}", "@say done");
        var end = finished(task);
        Map<?, ?> output = (Map<?, ?>) steps(task, "tool_call").getFirst().get("output");
        String artifact = output.get("artifact_id").toString();
        assertThat(output.get("truncated")).isEqualTo(true);
        assertThat(output.toString()).hasSizeLessThan(65_536).doesNotContain("the end");
        assertThat(end.getString("artifacts[0].id")).isEqualTo(artifact);

        String reader = submit(
                agent,
                "@tool artifact.read {\"id\":\"" + artifact + "\"}",
                "@tool artifact.read {\"id\":\"" + artifact + "\",\"offset\":200000}",
                "@say read");
        finished(reader);

        var calls = steps(reader, "tool_call");
        assertThat(calls).extracting(step -> step.get("status")).containsExactly("ok", "ok");
        assertThat(((Map<?, ?>) calls.get(0).get("output")).get("next_offset")).isEqualTo(20_000);
        assertThat(calls.get(1).get("output").toString()).contains("the end").doesNotContain("next_offset");
        String stranger =
                submit(agent("artifact.read"), "@tool artifact.read {\"id\":\"" + artifact + "\"}", "@say no");
        finished(stranger);
        assertThat(steps(stranger, "tool_call").getFirst().toString()).contains("artifact_of_other_agent");
    }

    @Test
    void artifactsOfTwoTasksWhoseModelsCountAlikeAreTwo() {
        String agent = agent("artifact.save");
        String one = submit(agent, "@tool artifact.save {\"name\":\"n\",\"content\":\"one\"}", "@say done");
        String two = submit(agent, "@tool artifact.save {\"name\":\"n\",\"content\":\"two\"}", "@say done");

        assertThat(finished(one).getString("artifacts[0].id"))
                .isNotEqualTo(finished(two).getString("artifacts[0].id"));
    }
}
