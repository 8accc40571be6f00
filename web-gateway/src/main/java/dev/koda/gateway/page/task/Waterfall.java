package dev.koda.gateway.page.task;

import java.util.List;

import io.quarkus.qute.TemplateData;

/**
 * The drawn trace: its lines in blocks, the axis above them, and the step that is looked at.
 *
 * @param near the address with the time axis on the drawn steps only
 * @param last the highest seq of its steps
 * @param windowed whether it has more lines than are drawn at once, of which these blocks may be a part
 */
@TemplateData
public record Waterfall(
        List<Block> blocks,
        List<Mark> ticks,
        List<Mark> folds,
        Panel panel,
        Counts counts,
        Scale scale,
        String near,
        int last,
        boolean windowed) {

    /** Where the run is now. */
    public String end() {
        return blocks.getLast().href();
    }

    Waterfall with(Panel looked) {
        return new Waterfall(blocks, ticks, folds, looked, counts, scale, near, last, windowed);
    }

    /** How many steps there are of each sort, for the switch above the trace and for the jumps. */
    @TemplateData
    public record Counts(
            int all,
            int problems,
            int model,
            int tools,
            int switches,
            int suspects,
            int failures,
            int doubts,
            int iterations) {}
}
