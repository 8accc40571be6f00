package dev.koda.provider.failover;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.koda.provider.chain.Candidate;
import dev.koda.provider.failure.VendorFailure;

/** A candidate that was asked and failed. */
record Attempted(Candidate candidate, VendorFailure failure) {

    /** For the problem that lists them. */
    Map<String, Object> told() {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("provider", candidate.provider());
        told.put("model", candidate.model());
        told.put("failure", failure.failure().wire());
        told.put("cause", failure.detail());
        told.put("http_status", failure.status() == 0 ? null : failure.status());
        told.put("code", failure.code().orElse(null));
        return told;
    }
}
