package dev.koda.gateway.page.task;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntPredicate;

import dev.koda.gateway.page.frame.Address;

/** Cuts the lines of a trace into blocks and draws those that are wanted. */
record Blocks(List<Line> lines, Address address, Function<Line, Span> spans, Function<Line, Row> draw) {

    boolean isLong() {
        return lines.size() > Block.WHOLE;
    }

    /** The block of that line and the neighbour nearer to it, so that a screen is full from the start. */
    List<Block> around(int line) {
        int block = line / Block.LINES;
        int neighbour = line % Block.LINES < Block.LINES / 2 ? block - 1 : block + 1;
        return cut(number -> number == block || number == neighbour);
    }

    List<Block> cut(IntPredicate drawn) {
        if (!isLong()) {
            return lines.isEmpty() ? List.of() : List.of(block(0, 0, lines.size(), true));
        }
        List<Block> blocks = new ArrayList<>();
        for (int from = 0; from < lines.size(); from += Block.LINES) {
            int number = from / Block.LINES;
            blocks.add(block(number, from, Math.min(from + Block.LINES, lines.size()), drawn.test(number)));
        }
        return blocks;
    }

    private Block block(int number, int from, int to, boolean drawn) {
        List<Line> held = lines.subList(from, to);
        List<Span> steps = held.stream().filter(Line::isStep).map(spans).toList();
        String first = String.valueOf(from + 1);
        return new Block(
                number,
                from + 1,
                to,
                steps.stream().mapToLong(Span::start).min().orElse(0),
                steps.stream().mapToLong(Span::end).max().orElse(0),
                address.with("at", first) + "#line-" + first,
                drawn ? held.stream().map(draw).toList() : List.of());
    }
}
