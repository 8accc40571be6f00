package dev.koda.gateway.page.task;

import io.quarkus.qute.TemplateData;

/** The bar of one step: its place, its colour by class, and its duration as text beside it. */
@TemplateData
public record Bar(String x, String width, String fill, String label, String labelX, boolean labelLeft) {
    private static final double LAST_THIRD = 66;

    static Bar of(Axis axis, Span span, String fill, String label) {
        double from = axis.at(span.start());
        double to = axis.at(span.end());
        boolean left = to > LAST_THIRD;
        return new Bar(
                Axis.percent(from),
                Axis.percent(Math.max(0, to - from)),
                fill,
                label,
                Axis.percent(left ? from : to),
                left);
    }
}
