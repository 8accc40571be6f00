package dev.koda.auth.signing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jose4j.jwk.PublicJsonWebKey;

/**
 * The keys of one moment: those that sign, by the time they begin, and the public halves of all that verifiers may meet.
 * Immutable.
 */
record KeyRing(List<Signer> signers, List<PublicJsonWebKey> published) {

    /** A key that can sign from {@code activeFrom} on. */
    record Signer(PublicJsonWebKey pair, Instant activeFrom) {}

    static final KeyRing EMPTY = new KeyRing(List.of(), List.of());

    KeyRing {
        signers = List.copyOf(signers);
        published = List.copyOf(published);
    }

    /** The newest key whose time has come. */
    Optional<PublicJsonWebKey> current(Instant now) {
        return signers.reversed().stream()
                .filter(signer -> !signer.activeFrom().isAfter(now))
                .map(Signer::pair)
                .findFirst();
    }
}
