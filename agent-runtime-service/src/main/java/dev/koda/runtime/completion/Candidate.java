package dev.koda.runtime.completion;

/** A model of a vendor that a turn may be asked of. */
public record Candidate(String provider, String model, int contextTokens) {

    public String name() {
        return provider + "/" + model;
    }
}
