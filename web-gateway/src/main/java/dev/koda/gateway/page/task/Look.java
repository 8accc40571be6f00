package dev.koda.gateway.page.task;

import dev.koda.gateway.page.frame.Address;

/**
 * How a reader looks at a task; all of it is in the address.
 *
 * @param step the open step, by its seq; null for the one most worth looking at
 * @param line the line that is in view, from 1; null for that of the open step
 */
record Look(Address address, Integer step, Integer line, String sort, Zoom zoom) {
    /** Where the stream of a page that was just drawn begins; says nothing about how one looks. */
    private static final String AFTER = "after";

    static Look of(Address address) {
        Address plain = address.without(AFTER);
        return new Look(
                plain, number(plain, "step"), number(plain, "at"), plain.query().get("show"), Zoom.of(plain));
    }

    /** Null where there is none, or something else. */
    static Integer number(Address address, String name) {
        try {
            return Integer.valueOf(address.query().getOrDefault(name, ""));
        } catch (NumberFormatException none) {
            return null;
        }
    }

    Show show() {
        return Show.of(sort);
    }

    /** The address of the stream that draws this again, from what follows that step on. */
    String live(int after) {
        return address.at(address.path() + "/live")
                .with(AFTER, String.valueOf(after))
                .toString();
    }
}
