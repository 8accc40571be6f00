package dev.koda.gateway.route;

import dev.koda.platform.boot.Service;

/**
 * Where requests of a path go.
 *
 * @param service who answers
 * @param kind what is special about them
 */
public record Route(Service service, Kind kind) {
    /** What a route needs beyond passing on. */
    public enum Kind {
        /** Nothing. */
        PLAIN,
        /** The body may be an upload. */
        UPLOAD,
        /** A model thinks before the first byte. */
        MODEL,
        /** As {@link #MODEL}, and the model's name in the body decides who answers. */
        COMPLETION
    }
}
