package dev.koda.gateway.page.task;

import java.util.stream.Collectors;

import io.quarkus.qute.TemplateData;

import dev.koda.gateway.page.frame.Address;

/**
 * What can be done with the time axis: links closer, farther, earlier, later and to the whole; null where there is nowhere to go.
 *
 * @param points places of the axis in per cent and their moments, for a script that must know which moment lies under the pointer
 */
@TemplateData
public record Scale(
        long total,
        boolean zoomed,
        String closer,
        String farther,
        String earlier,
        String later,
        String fit,
        String points) {
    private static final double STEP = 0.5;

    static Scale of(Axis axis, Zoom zoom, Address address) {
        long total = axis.total();
        boolean zoomed = !zoom.isWhole();
        return new Scale(
                total,
                zoomed,
                href(zoom.times(STEP, total), zoom, address),
                zoomed ? href(zoom.times(1 / STEP, total), zoom, address) : null,
                zoomed ? href(zoom.moved(-STEP, total), zoom, address) : null,
                zoomed ? href(zoom.moved(STEP, total), zoom, address) : null,
                zoomed ? href(Zoom.WHOLE, zoom, address) : null,
                axis.corners().stream()
                        .map(moment -> Axis.number(axis.at(moment)) + ":" + moment)
                        .collect(Collectors.joining(",")));
    }

    private static String href(Zoom wanted, Zoom now, Address address) {
        return wanted.equals(now) ? null : wanted.in(address).toString();
    }
}
