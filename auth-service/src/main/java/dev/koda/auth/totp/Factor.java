package dev.koda.auth.totp;

import java.util.function.Supplier;

import io.smallrye.mutiny.Uni;

/**
 * The second factor of one sign-in, looked at but not used up yet.
 *
 * @param wanted one is needed and none was given
 * @param proof inside the caller's transaction: uses the factor up, false when it was wrong or used before
 */
public record Factor(boolean wanted, Supplier<Uni<Boolean>> proof) {

    /** Of an account without a second factor. */
    public static final Factor NOT_NEEDED =
            new Factor(false, () -> Uni.createFrom().item(true));

    static final Factor WANTED = new Factor(true, () -> Uni.createFrom().item(false));
    static final Factor WRONG = new Factor(false, () -> Uni.createFrom().item(false));

    static Factor of(Supplier<Uni<Boolean>> proof) {
        return new Factor(false, proof);
    }
}
