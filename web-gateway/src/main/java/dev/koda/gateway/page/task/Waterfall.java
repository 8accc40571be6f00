package dev.koda.gateway.page.task;

import java.util.List;

import io.quarkus.qute.TemplateData;

/** The drawn trace: its lines, the axis above them, and the step that is looked at. */
@TemplateData
public record Waterfall(List<Row> rows, List<Mark> ticks, List<Mark> folds, Panel panel, Counts counts) {

    /** How many steps there are of each sort, for the switch above the trace. */
    @TemplateData
    public record Counts(int all, int problems, int model, int tools, int switches, int suspects) {}
}
