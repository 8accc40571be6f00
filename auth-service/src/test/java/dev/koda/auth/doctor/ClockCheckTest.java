package dev.koda.auth.doctor;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.koda.platform.doctor.Check;
import dev.koda.platform.doctor.Status;

import static org.assertj.core.api.Assertions.assertThat;

class ClockCheckTest {

    @Test
    void aClockFortySecondsOffIsNamedWithWhatToDo() {
        Check check = ClockCheck.check(List.of(
                ClockReading.of("postgres", 12),
                ClockReading.of("runtime", -40_000),
                ClockReading.unreadable("audit")));

        assertThat(check.status()).isEqualTo(Status.FAIL);
        assertThat(check.message()).isEqualTo("the clock of runtime is 40 s behind auth-service's");
        assertThat(check.hint()).contains("runtime").contains("timedatectl");
    }

    @Test
    void overTwoSecondsIsAWarning() {
        Check check = ClockCheck.check(List.of(ClockReading.of("postgres", 2_500)));

        assertThat(check.status()).isEqualTo(Status.WARN);
        assertThat(check.message()).contains("postgres").contains("ahead of");
    }

    @Test
    void withinTwoSecondsIsFine() {
        assertThat(ClockCheck.check(List.of(ClockReading.of("postgres", -1_999)))
                        .status())
                .isEqualTo(Status.PASS);
    }

    @Test
    void whereNoClockCouldBeReadNothingIsClaimed() {
        assertThat(ClockCheck.check(List.of(ClockReading.unreadable("postgres")))
                        .status())
                .isEqualTo(Status.SKIP);
    }
}
