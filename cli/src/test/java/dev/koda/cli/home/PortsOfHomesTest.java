package dev.koda.cli.home;

import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Which ports a home gets, beside other homes and whatever else listens. */
class PortsOfHomesTest {

    @TempDir
    Path folder;

    private MadeUpMachine machine;
    private KodaHome home;

    @BeforeEach
    void newHome() {
        machine = new MadeUpMachine(folder);
        home = machine.home("home");
    }

    private Environment complete() {
        return machine.complete(home);
    }

    @Test
    void movesAPortThatIsTakenAndRemembersIt() {
        machine.taken().add(5432);
        Environment first = complete();
        assertThat(first.dsn().port()).isGreaterThan(40_000);
        assertThat(complete().dsn().port()).isEqualTo(first.dsn().port());

        machine.taken().add(first.dsn().port());
        machine.taken().remove(5432);
        Environment moved = complete();
        assertThat(moved.dsn().port()).isEqualTo(5432);
        assertThat(moved.embedded()).contains("postgres");
        assertThat(moved.dsn().password()).isEqualTo(first.dsn().password());
        assertThat(machine.files(home).read().values()).isEqualTo(moved.values());
    }

    @Test
    void choosesOtherPortsThanAHomeThatIsJustStarting() {
        Environment first = complete();
        KodaHome firstHome = home;
        home = machine.home("another");
        Environment second = complete();
        assertThat(Ports.DEFAULTS.keySet())
                .allSatisfy(variable -> assertThat(second.port(variable)).isNotEqualTo(first.port(variable)));

        home = firstHome;
        assertThat(complete().values()).isEqualTo(first.values());

        machine.clock().move(Duration.ofMinutes(11));
        home = machine.home("third");
        assertThat(complete().port("KODA_AUTH_PORT"))
                .as("by now one can see who listens")
                .isEqualTo(8101);
    }
}
