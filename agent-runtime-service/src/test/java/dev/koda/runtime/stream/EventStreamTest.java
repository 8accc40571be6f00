package dev.koda.runtime.stream;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import dev.koda.platform.boot.Service;
import dev.koda.platform.testkit.database.WithPostgres;
import dev.koda.platform.testkit.event.WithKafka;
import dev.koda.platform.testkit.token.WithStubIdentity;
import dev.koda.runtime.RuntimeFixtures;
import dev.koda.runtime.WithRuntime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

/** What a watching client gets. */
@QuarkusTest
@WithPostgres(Service.RUNTIME)
@WithKafka
@WithStubIdentity
@WithRuntime
class EventStreamTest {
    private static final Pattern TEXT = Pattern.compile("\"text\":\"([^\"]*)\"");

    private record Event(int id, String name, String data) {}

    @Test
    void aStreamShowsStatesStepsAndTokensAndEndsWithDone() {
        String task = RuntimeFixtures.submit(
                RuntimeFixtures.agent("time.now"), "@tool time.now {}", "@slow 20", "@say one two three four");

        List<Event> events = events(task, null);

        assertThat(events)
                .extracting(Event::name)
                .startsWith("task")
                .endsWith("done")
                .contains("step", "token");
        assertThat(events).extracting(Event::id).isSorted().doesNotHaveDuplicates();
        assertThat(text(events)).isEqualTo("one two three four");
    }

    @Test
    void aClientThatComesBackGetsWhatFollowsItsLastEvent() {
        String task = RuntimeFixtures.submit(RuntimeFixtures.agent(), "@say one two three");
        RuntimeFixtures.finished(task);
        List<Event> all = events(task, null);
        int middle = all.get(all.size() / 2).id();

        List<Event> rest = events(task, Integer.toString(middle));

        assertThat(rest)
                .isEqualTo(all.stream().filter(event -> event.id() > middle).toList());
    }

    @Test
    void aTurnBrokenInMidTextGoesOnAtThePeerUnderOneMessageWithoutDoubles() {
        String task = RuntimeFixtures.submit(
                RuntimeFixtures.agent("time.now"),
                "@tool time.now {}",
                "@failing-at 1 stub truncated_stream peer The answer is ",
                "@say The answer is forty-two.");

        List<Event> events = events(task, null);

        assertThat(RuntimeFixtures.task(task).getString("output")).isEqualTo("The answer is forty-two.");
        assertThat(text(events)).isEqualTo("The answer is forty-two.");
        assertThat(events).extracting(Event::name).contains("provider_switched");
        assertThat(events.stream().filter(event -> event.name().equals("token")).map(event -> event.data()
                        .replaceAll(".*message_id\":\"([^\"]*)\".*", "$1")))
                .containsOnly(messageId(events));
        assertThat(RuntimeFixtures.steps(task, "tool_call")).hasSize(1);
        assertThat(RuntimeFixtures.steps(task, "provider_switch").getFirst())
                .containsEntry("from", "stub/one")
                .containsEntry("to", "peer/two")
                .containsEntry("cause", "truncated_stream");
    }

    @Test
    void withoutAPeerTheTaskFailsWithEachCauseAndTheHint() {
        String agent = RuntimeFixtures.agentWith(Map.of("model", "stub/alone"));

        var end = RuntimeFixtures.finished(RuntimeFixtures.submit(agent, "@failing stub overloaded peer"));

        assertThat(end.getString("error.code")).isEqualTo("no_provider_available");
        assertThat(end.getString("error.evidence[0].cause")).isEqualTo("overloaded");
        assertThat(end.getString("error.hint")).contains("one peer is enough");
    }

    @Test
    void theEventsOfATaskThatIsNotThereAreNotFound() {
        RuntimeFixtures.events("019a0000-0000-7000-8000-00000000dead", null)
                .then()
                .statusCode(404)
                .body("code", equalTo("task_not_found"));
    }

    private static List<Event> events(String task, String after) {
        String body = RuntimeFixtures.events(task, after)
                .then()
                .statusCode(200)
                .extract()
                .asString();
        List<Event> events = new ArrayList<>();
        for (String block : body.split("\n\n")) {
            Map<String, String> fields = new HashMap<>();
            block.lines()
                    .filter(line -> line.indexOf(':') > 0)
                    .forEach(line -> fields.put(
                            line.substring(0, line.indexOf(':')),
                            line.substring(line.indexOf(':') + 1).strip()));
            if (fields.containsKey("id")) {
                events.add(new Event(Integer.parseInt(fields.get("id")), fields.get("event"), fields.get("data")));
            }
        }
        return events;
    }

    private static String text(List<Event> events) {
        StringBuilder text = new StringBuilder();
        events.stream().filter(event -> event.name().equals("token")).forEach(event -> {
            Matcher matcher = TEXT.matcher(event.data());
            if (matcher.find()) {
                text.append(matcher.group(1));
            }
        });
        return text.toString();
    }

    private static String messageId(List<Event> events) {
        return events.stream()
                .filter(event -> event.name().equals("token"))
                .findFirst()
                .orElseThrow()
                .data()
                .replaceAll(".*message_id\":\"([^\"]*)\".*", "$1");
    }
}
