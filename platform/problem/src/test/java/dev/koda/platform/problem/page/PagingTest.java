package dev.koda.platform.problem.page;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.koda.platform.problem.Problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PagingTest {

    @Test
    void aCursorComesBackAsItWasMade() {
        assertThat(Cursor.decode(Cursor.encode("2026-01-01T00:00:00Z", "ñ/ü", ""), 3))
                .containsExactly("2026-01-01T00:00:00Z", "ñ/ü", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%%%", "YQ", "w6k_w"})
    void aForeignCursorIsRefused(String cursor) {
        assertThatThrownBy(() -> Cursor.decode(cursor, 2))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("cursor_invalid"));
    }

    @Test
    void anOverlongCursorIsRefused() {
        assertThatThrownBy(() -> Cursor.decode("a".repeat(1_025), 1)).isInstanceOf(Problem.class);
    }

    @Test
    void theRowTooManyMakesTheCursor() {
        Page<String> page = Page.of(List.of("a", "b", "c"), 2, row -> "after-" + row);

        assertThat(page).isEqualTo(new Page<>(List.of("a", "b"), "after-b"));
        assertThat(page.map(String::length).items()).containsExactly(1, 1);
    }

    @Test
    void theLastPageHasNoCursor() {
        assertThat(Page.of(List.of("a", "b"), 2, row -> row).nextCursor()).isNull();
    }

    @Test
    void limitsAreBounded() {
        assertThat(Limits.of(null)).isEqualTo(50);
        assertThat(Limits.of(200)).isEqualTo(200);
        assertThatThrownBy(() -> Limits.of(0)).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> Limits.of(201)).isInstanceOf(Problem.class);
    }
}
