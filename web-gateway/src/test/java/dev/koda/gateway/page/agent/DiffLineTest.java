package dev.koda.gateway.page.agent;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DiffLineTest {
    @Test
    void whatStaysStaysInItsPlace() {
        assertThat(DiffLine.between("a\nb\nc", "a\nx\nc\nd"))
                .containsExactly(
                        new DiffLine(' ', "a"),
                        new DiffLine('-', "b"),
                        new DiffLine('+', "x"),
                        new DiffLine(' ', "c"),
                        new DiffLine('+', "d"));
    }

    @Test
    void theSameTextHasNoDifference() {
        assertThat(DiffLine.between("a\nb", "a\nb")).allMatch(line -> line.change() == ' ');
    }
}
