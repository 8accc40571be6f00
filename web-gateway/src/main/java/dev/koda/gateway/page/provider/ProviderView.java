package dev.koda.gateway.page.provider;

import java.time.Instant;
import java.util.List;

import io.quarkus.qute.TemplateData;

import dev.koda.gateway.client.Answer;
import dev.koda.gateway.client.Listing;
import dev.koda.gateway.client.Trouble;
import dev.koda.gateway.client.provider.Circuit;
import dev.koda.gateway.client.provider.Provider;
import dev.koda.gateway.client.provider.Verification;

/** One provider as its page shows it. */
@TemplateData
public record ProviderView(
        Provider provider,
        Answer<Listing<Verification>> history,
        Answer<Circuit> circuit,
        List<Tick> ticks,
        Instant now,
        Trouble trouble) {
    private static final int SHOWN = 10;

    /** The newest verification, with the vendor's own words where the history has them. */
    public Verification last() {
        List<Verification> seen = history.or(Listing.empty()).items();
        if (!seen.isEmpty()) {
            return seen.getFirst();
        }
        return provider.connection() == null ? null : provider.connection().lastVerification();
    }

    public List<Verification> newest() {
        return history.or(Listing.empty()).items().stream().limit(SHOWN).toList();
    }

    /** When the next check is free; null when it is now. */
    public Instant freeAt() {
        Instant at =
                provider.connection() == null ? null : provider.connection().verifyAvailableAt();
        return at != null && at.isAfter(now) ? at : null;
    }

    public String waitFor() {
        return freeAt() == null ? "" : (freeAt().getEpochSecond() - now.getEpochSecond() + 1) + " s";
    }

    /** The sentence under the title. */
    public String verdict() {
        if (!provider.isConnected()) {
            return "Not connected. Store a key and the free checks say whether it works.";
        }
        Circuit seen = circuit.value();
        if (seen != null && "open".equals(seen.state())) {
            return "Its last calls failed: the circuit is open, and peers are asked until it recovers.";
        }
        return switch (provider.verdict()) {
            case "usable" -> "It answers, the credential is accepted, and it lists its models.";
            case "unusable" -> "The vendor refuses. Tasks go on with its peers, where there are any.";
            case "off" -> "Switched off here: no task uses it.";
            default ->
                last() != null && last().cause() != null
                        ? "The last check proved nothing: what came is below. Tasks still ask it when they prefer it."
                        : "Never proven so far. Verify it; the checks are free.";
        };
    }
}
