package dev.koda.gateway.page.agent;

import java.util.ArrayList;
import java.util.List;

import io.quarkus.qute.TemplateData;

/** One line of the draft against the live version: kept, added or taken away. */
@TemplateData
public record DiffLine(char change, String text) {
    /** Longer texts are shown as they are: the table of the comparison would grow with the product of both. */
    private static final int LINES = 600;

    public String kind() {
        return change == '+' ? "add" : change == '-' ? "del" : "";
    }

    public String sign() {
        return change == '-' ? "−" : change == '+' ? "+" : "";
    }

    static List<DiffLine> between(String before, String after) {
        List<String> old = lines(before);
        List<String> now = lines(after);
        if (old.size() > LINES || now.size() > LINES) {
            return List.of();
        }
        int[][] common = common(old, now);
        List<DiffLine> diff = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < old.size() || j < now.size()) {
            if (i < old.size() && j < now.size() && old.get(i).equals(now.get(j))) {
                diff.add(new DiffLine(' ', now.get(j)));
                i++;
                j++;
            } else if (j >= now.size() || i < old.size() && common[i + 1][j] >= common[i][j + 1]) {
                diff.add(new DiffLine('-', old.get(i++)));
            } else {
                diff.add(new DiffLine('+', now.get(j++)));
            }
        }
        return diff;
    }

    private static List<String> lines(String text) {
        return text == null || text.isEmpty() ? List.of() : text.lines().toList();
    }

    /** Length of the longest common run of lines from each pair of places on. */
    private static int[][] common(List<String> old, List<String> now) {
        int[][] length = new int[old.size() + 1][now.size() + 1];
        for (int i = old.size() - 1; i >= 0; i--) {
            for (int j = now.size() - 1; j >= 0; j--) {
                length[i][j] = old.get(i).equals(now.get(j))
                        ? length[i + 1][j + 1] + 1
                        : Math.max(length[i + 1][j], length[i][j + 1]);
            }
        }
        return length;
    }
}
