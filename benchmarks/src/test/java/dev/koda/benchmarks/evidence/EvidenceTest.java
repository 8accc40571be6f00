package dev.koda.benchmarks.evidence;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class EvidenceTest {

    @Test
    void aPageHoldsItsDateAndItsFiguresAndReplacesTheLastOne(@TempDir Path folder) throws Exception {
        Clock clock = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
        new Evidence("page", "Old", clock).write(folder);
        Path page = new Evidence("page", "New", clock)
                .table("What", "how much")
                .row("ratio", 2.345)
                .row("rate", 1234.5)
                .write(folder);
        assertThat(Files.readString(page))
                .startsWith("# New\n")
                .contains("2026-01-02", "| ratio | 2.35 |", "| rate | 1235 |")
                .doesNotContain("Old");
    }
}
