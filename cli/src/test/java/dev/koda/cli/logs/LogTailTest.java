package dev.koda.cli.logs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class LogTailTest {

    @TempDir
    Path folder;

    private final List<String> seen = new ArrayList<>();

    @Test
    void readsTheTimesOurPartsWrite() {
        ZoneId madrid = ZoneId.of("Europe/Madrid");
        Instant noon = Instant.parse("2026-01-31T12:00:00Z");
        assertThat(LogTime.of("2026-01-31 12:00:00.123 UTC [7] LOG:  ready", madrid))
                .contains(noon);
        assertThat(LogTime.of("{\"timestamp\":\"2026-01-31T12:00:00.5Z\",\"level\":\"INFO\"}", madrid))
                .contains(noon);
        assertThat(LogTime.of("2026-01-31T13:00:00.123+01:00 INFO  x", ZoneOffset.UTC))
                .contains(noon);
        assertThat(LogTime.of("2026-01-31 13:00:00,123 INFO  [io.qua] x", madrid))
                .contains(noon);
        assertThat(LogTime.of("\tat dev.koda.Somewhere", madrid)).isEmpty();
        assertThat(LogTime.of("2026-13-31 13:00:00", madrid)).isEmpty();
    }

    @Test
    void leavesOutWhatIsOlderTogetherWithItsTrailingLines() throws Exception {
        Path log = folder.resolve("web.log");
        Files.writeString(log, """
                2026-01-31T11:00:00Z old
                \tat old trace
                2026-01-31T12:30:00Z new
                \tat new trace
                """);
        new LogTail(log, seen::add).readSince(Optional.of(Instant.parse("2026-01-31T12:00:00Z")), ZoneOffset.UTC);
        assertThat(seen).containsExactly("2026-01-31T12:30:00Z new", "\tat new trace");
    }

    @Test
    void goesOnWithWhatIsAddedAlsoAfterARotation() throws Exception {
        Path log = folder.resolve("web.log");
        LogTail tail = new LogTail(log, seen::add);
        tail.readNew();
        Files.writeString(log, "one\ntw");
        tail.readNew();
        Files.writeString(log, "o\nthree\n", StandardOpenOption.APPEND);
        tail.readNew();
        Files.writeString(log, "anew\n");
        tail.readNew();
        assertThat(seen).containsExactly("one", "two", "three", "anew");
    }

    @Test
    void understandsSpansAndTimes() {
        Since.Converter converter = new Since.Converter();
        Instant noon = Instant.parse("2026-01-31T12:00:00Z");
        assertThat(converter.convert("10m").before(noon)).isEqualTo("2026-01-31T11:50:00Z");
        assertThat(converter.convert("2h").before(noon)).isEqualTo("2026-01-31T10:00:00Z");
        assertThat(converter.convert("30s").before(noon)).isEqualTo("2026-01-31T11:59:30Z");
        assertThat(converter.convert("1d").before(noon)).isEqualTo("2026-01-30T12:00:00Z");
        assertThat(converter.convert("2026-01-01T00:00:00Z").before(noon)).isEqualTo("2026-01-01T00:00:00Z");
    }
}
