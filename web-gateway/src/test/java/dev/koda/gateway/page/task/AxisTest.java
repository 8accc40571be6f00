package dev.koda.gateway.page.task;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class AxisTest {
    @Test
    void aRunWithoutWaitsIsDrawnToScale() {
        Axis axis = Axis.over(10_000, List.of(new Span(0, 5_000), new Span(5_000, 10_000)));
        assertThat(axis.at(0)).isZero();
        assertThat(axis.at(5_000)).isCloseTo(46, within(0.01));
        assertThat(axis.folds()).isEmpty();
    }

    @Test
    void aLongWaitIsFoldedIntoABandAndTheWorkKeepsItsWidth() {
        Axis axis = Axis.over(1_000_000, List.of(new Span(0, 60_000)));
        assertThat(axis.folds()).containsExactly(new Axis.Fold(60_000, 1_000_000));
        assertThat(axis.at(60_000)).isCloseTo(82, within(0.01));
        assertThat(axis.at(1_000_000)).isCloseTo(92, within(0.01));
    }

    @Test
    void ticksAreRoundAndFew() {
        assertThat(Axis.over(90_000, List.of(new Span(0, 90_000))).ticks())
                .containsExactly(0L, 20_000L, 40_000L, 60_000L, 80_000L);
    }

    @Test
    void aZoomedAxisShowsItsStretchAndRoundMomentsInIt() {
        Axis axis = Axis.over(90_000, List.of(new Span(0, 90_000))).zoomed(new Zoom(30_000L, 40_000L));
        assertThat(axis.at(30_000)).isZero();
        assertThat(axis.at(40_000)).isCloseTo(92, within(0.01));
        assertThat(axis.at(0)).isNegative();
        assertThat(axis.ticks()).containsExactly(30_000L, 35_000L, 40_000L);
        assertThat(axis.corners()).containsExactly(0L, 90_000L);
    }

    @Test
    void zoomingStaysWithinTheRun() {
        assertThat(Zoom.WHOLE.times(0.5, 1_000)).isEqualTo(new Zoom(250L, 750L));
        assertThat(new Zoom(250L, 750L).times(2, 1_000)).isEqualTo(Zoom.WHOLE);
        assertThat(new Zoom(0L, 200L).moved(-0.5, 1_000)).isEqualTo(new Zoom(0L, 200L));
        assertThat(new Zoom(700L, 900L).moved(1, 1_000)).isEqualTo(new Zoom(800L, 1_000L));
    }
}
