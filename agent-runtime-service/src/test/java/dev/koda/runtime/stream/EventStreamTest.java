package dev.koda.runtime.stream;

import java.util.List;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import dev.koda.platform.boot.Service;
import dev.koda.platform.testkit.database.WithPostgres;
import dev.koda.platform.testkit.event.WithKafka;
import dev.koda.platform.testkit.token.WithStubIdentity;
import dev.koda.runtime.RuntimeFixtures;
import dev.koda.runtime.StreamedEvent;
import dev.koda.runtime.WithRuntime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

/** What a watching client gets. */
@QuarkusTest
@WithPostgres(Service.RUNTIME)
@WithKafka
@WithStubIdentity
@WithRuntime
class EventStreamTest {
    @Test
    void aStreamShowsStatesStepsAndTokensAndEndsWithDone() {
        String task = RuntimeFixtures.submit(
                RuntimeFixtures.agent("time.now"), "@tool time.now {}", "@slow 20", "@say one two three four");

        List<StreamedEvent> events = StreamedEvent.of(task, null);

        assertThat(events)
                .extracting(StreamedEvent::name)
                .startsWith("task")
                .endsWith("done")
                .contains("step", "token");
        assertThat(events).extracting(StreamedEvent::id).isSorted().doesNotHaveDuplicates();
        assertThat(StreamedEvent.text(events)).isEqualTo("one two three four");
    }

    @Test
    void aClientThatComesBackGetsWhatFollowsItsLastEvent() {
        String task = RuntimeFixtures.submit(RuntimeFixtures.agent(), "@say one two three");
        RuntimeFixtures.finished(task);
        List<StreamedEvent> all = StreamedEvent.of(task, null);
        int middle = all.get(all.size() / 2).id();

        List<StreamedEvent> rest = StreamedEvent.of(task, Integer.toString(middle));

        assertThat(rest)
                .isEqualTo(all.stream().filter(event -> event.id() > middle).toList());
    }

    @Test
    void aClientThatHasSeenTheEndIsNotKeptWaitingForMore() {
        String task = RuntimeFixtures.submit(RuntimeFixtures.agent(), "@say one");
        RuntimeFixtures.finished(task);
        int last = StreamedEvent.of(task, null).getLast().id();

        assertThat(StreamedEvent.of(task, Integer.toString(last))).isEmpty();

        RuntimeFixtures.events(task, "-1").then().statusCode(400).body("code", equalTo("last_event_id_invalid"));
        RuntimeFixtures.events(task, null).then().body(not(containsString("content-type")));
    }

    @Test
    void anIdThatTheTaskHasNotReachedIsNotWaitedForButAllIsToldAgain() {
        String task = RuntimeFixtures.submit(RuntimeFixtures.agent(), "@say one two three");
        RuntimeFixtures.finished(task);
        List<StreamedEvent> all = StreamedEvent.of(task, null);

        assertThat(StreamedEvent.of(task, "1000000")).isEqualTo(all);
        RuntimeFixtures.events(task, "4294967295").then().statusCode(400);
    }

    @Test
    void theEventsOfATaskThatIsNotThereAreNotFound() {
        RuntimeFixtures.events("019a0000-0000-7000-8000-00000000dead", null)
                .then()
                .statusCode(404)
                .body("code", equalTo("task_not_found"));
    }
}
