package dev.koda.benchmarks.evidence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One page of figures, written by the run that measured them. Every figure stands beside the limit or peer it was measured
 * with in the same run; absolute values of different runs are not comparable.
 */
public final class Evidence {
    private final String name;
    private final List<String> lines = new ArrayList<>();

    public Evidence(String name, String title, Clock clock) {
        this.name = name;
        lines.add("# " + title);
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "Written by `benchmarks` on %s: %d cores, Java %s. Compare within this page only.",
                LocalDate.now(clock),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().feature()));
        lines.add("");
    }

    public Evidence text(String paragraph) {
        lines.add(paragraph);
        lines.add("");
        return this;
    }

    public Evidence table(String... columns) {
        lines.add("| " + String.join(" | ", columns) + " |");
        lines.add("|" + " --- |".repeat(columns.length));
        return this;
    }

    public Evidence row(Object... cells) {
        List<String> shown = new ArrayList<>();
        for (Object cell : cells) {
            shown.add(cell instanceof Double number ? number(number) : String.valueOf(cell));
        }
        lines.add("| " + String.join(" | ", shown) + " |");
        return this;
    }

    /** Writes the page into the folder and returns its path; an older page of the same name is replaced. */
    public Path write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path page = folder.resolve(name + ".md");
        Files.writeString(page, String.join("\n", lines).strip() + "\n");
        return page;
    }

    private static String number(double value) {
        if (Math.abs(value) >= 100) {
            return String.format(Locale.ROOT, "%.0f", value);
        }
        return String.format(Locale.ROOT, Math.abs(value) >= 10 ? "%.1f" : "%.2f", value);
    }
}
