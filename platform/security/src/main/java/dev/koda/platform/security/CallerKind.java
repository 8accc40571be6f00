package dev.koda.platform.security;

import java.util.Locale;

/** What sort of caller; the words are those of an audit entry's actor. */
public enum CallerKind {
    OPERATOR,
    SERVICE,
    BREAK_GLASS;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
