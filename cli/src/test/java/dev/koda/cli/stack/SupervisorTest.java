package dev.koda.cli.stack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.koda.cli.MovableClock;
import dev.koda.cli.home.KodaHome;
import dev.koda.cli.stack.PartState.Phase;

import static org.assertj.core.api.Assertions.assertThat;

class SupervisorTest {

    @TempDir
    Path folder;

    private final MovableClock clock = new MovableClock();
    private final List<String> happened = new CopyOnWriteArrayList<>();
    private final Map<Part, FakeRunner> runners = new EnumMap<>(Part.class);
    private RunFiles files;
    private Supervisor supervisor;

    @BeforeEach
    void supervise() {
        KodaHome home = new KodaHome(folder.resolve("home"));
        home.prepare();
        files = new RunFiles(home);
        List<SupervisedPart> parts = new ArrayList<>();
        for (Part part : Part.inStartOrder()) {
            FakeRunner runner = new FakeRunner(part, happened);
            runners.put(part, runner);
            parts.add(new SupervisedPart(part, runner, Runnable::run, clock));
        }
        supervisor = new Supervisor(
                new Supervisor.Identity(1, clock.instant(), "test", "settings"), files, parts, List.of());
    }

    private void ticks(int count) {
        for (int tick = 0; tick < count; tick++) {
            supervisor.tick();
        }
    }

    private PartState state(Part part) {
        return files.state().flatMap(state -> state.part(part)).orElseThrow();
    }

    @Test
    void startsLevelAfterLevelAndStopsInReverse() {
        ticks(5);
        assertThat(happened)
                .containsExactly(
                        "start postgres",
                        "start kafka",
                        "start seaweedfs",
                        "start auth",
                        "start provider",
                        "start audit",
                        "start storage",
                        "start runtime",
                        "start web");
        assertThat(files.state()).get().satisfies(state -> assertThat(state.complete())
                .isTrue());

        happened.clear();
        supervisor.stopAll();
        assertThat(happened.getFirst()).isEqualTo("stop web");
        assertThat(happened.subList(1, 5)).allMatch(line -> line.matches("stop (provider|audit|storage|runtime)"));
        assertThat(happened.get(5)).isEqualTo("stop auth");
        assertThat(files.state().orElseThrow().parts()).allMatch(part -> part.is(Phase.STOPPED));
    }

    @Test
    void holdsBackWhatNeedsAPartThatDoesNotCome() {
        runners.get(Part.KAFKA).failure = Optional.of(new IllegalStateException("no memory"));
        ticks(3);
        assertThat(happened).doesNotContain("start auth");
        assertThat(state(Part.KAFKA)).returns("down", PartState::state).returns("no memory", PartState::message);
        assertThat(state(Part.AUTH).is(Phase.WAITING)).isTrue();

        runners.get(Part.KAFKA).failure = Optional.empty();
        clock.move(Duration.ofSeconds(1));
        ticks(3);
        assertThat(happened).contains("start auth");
    }

    @Test
    void startsADeadPartAgainWithinASecond() {
        ticks(5);
        runners.get(Part.RUNTIME).alive = false;
        happened.clear();
        ticks(1);
        assertThat(state(Part.RUNTIME).is(Phase.DOWN)).isTrue();
        assertThat(happened).isEmpty();

        clock.move(Duration.ofSeconds(1));
        ticks(1);
        assertThat(happened).containsExactly("start runtime");
        assertThat(state(Part.RUNTIME)).returns("running", PartState::state).returns(1, PartState::restarts);
    }

    @Test
    void doesNotWasteTheTriesOfAServiceWhileItsDatabaseIsOnItsWayBack() {
        ticks(5);
        runners.get(Part.POSTGRES).failure = Optional.of(new IllegalStateException("disk full"));
        runners.get(Part.POSTGRES).alive = false;
        runners.get(Part.RUNTIME).alive = false;
        runners.get(Part.WEB).alive = false;
        happened.clear();
        for (int second = 0; second < 20; second++) {
            ticks(1);
            clock.move(Duration.ofSeconds(1));
        }
        assertThat(happened).contains("start web").doesNotContain("start runtime");
        assertThat(state(Part.RUNTIME))
                .returns("down", PartState::state)
                .returns("waits for PostgreSQL to come back", PartState::message);

        runners.get(Part.POSTGRES).failure = Optional.empty();
        clock.move(Duration.ofSeconds(30));
        ticks(2);
        assertThat(state(Part.POSTGRES).is(Phase.RUNNING)).isTrue();
        assertThat(state(Part.RUNTIME)).returns("running", PartState::state).returns(1, PartState::restarts);
    }

    @Test
    void givesUpAndSaysSoUntilSomebodyAsks() {
        runners.get(Part.WEB).failure = Optional.of(new IllegalStateException("broken"));
        for (int second = 0; second < 400; second++) {
            ticks(1);
            clock.move(Duration.ofSeconds(1));
        }
        assertThat(state(Part.WEB).is(Phase.GIVEN_UP)).isTrue();
        assertThat(state(Part.WEB).message()).contains("given up after 10 tries in 10 minutes", "broken");

        runners.get(Part.WEB).failure = Optional.empty();
        files.wake();
        ticks(2);
        assertThat(state(Part.WEB).is(Phase.RUNNING)).isTrue();
    }

    @Test
    void doesNotTryAgainWhatRefusedItsSettings() {
        runners.get(Part.AUTH).failure = Optional.of(new PartRefused("auth: refused to start. KODA_SERVICE_KEY: …"));
        ticks(5);
        clock.move(Duration.ofMinutes(1));
        ticks(5);
        assertThat(happened.stream().filter("start auth"::equals)).hasSize(1);
        assertThat(files.state().orElseThrow().givenUp())
                .singleElement()
                .extracting(PartState::message)
                .asString()
                .contains("refused to start");
    }

    @Test
    void takesOverWhatRunsAlready() {
        runners.get(Part.POSTGRES).toAdopt = Optional.of(new PartRunner.Running(77, 5432));
        ticks(5);
        assertThat(happened).doesNotContain("start postgres").contains("start auth");
        assertThat(state(Part.POSTGRES)).returns(77L, PartState::pid).returns(5432, PartState::port);
    }
}
