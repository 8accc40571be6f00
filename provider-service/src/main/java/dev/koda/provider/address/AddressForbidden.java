package dev.koda.provider.address;

/** A connection would lead to an address that it must not reach. The message completes «leads to …». */
public final class AddressForbidden extends RuntimeException {

    private static final long serialVersionUID = 1L;

    AddressForbidden(String what) {
        super(what, null, false, false);
    }
}
