package dev.koda.provider.catalogue;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One row of the catalogue: everything that tells one vendor from another of the same wire format, as data.
 *
 * @param id the provider id in paths and model names
 * @param title the name for people
 * @param kind the wire format that speaks to it
 * @param baseUrl where it lives unless a connection says otherwise; null when a connection must say
 * @param auth how the credential is sent; null when none is
 * @param keyRequired whether it can be used without a credential
 * @param listing where its models are listed; null when it has no listing
 * @param dialect differences from the wire format's plain form
 * @param abilities what its models can do when nothing is known about one
 * @param contextTokens the context assumed for a model that is not listed here
 * @param models models known by name, best first; a peer is asked for the first that fits
 */
public record Vendor(
        String id,
        String title,
        String kind,
        URI baseUrl,
        Auth auth,
        boolean keyRequired,
        Listing listing,
        Dialect dialect,
        Set<Ability> abilities,
        long contextTokens,
        List<Model> models) {

    /** Output tokens assumed for a model that is not in the catalogue. */
    private static final int ASSUMED_OUTPUT_TOKENS = 4096;

    public Vendor {
        abilities = abilities == null ? Set.of() : Set.copyOf(abilities);
        models = models == null ? List.of() : List.copyOf(models);
        dialect = dialect == null ? Dialect.PLAIN : dialect;
    }

    /** The header that carries the credential, and what stands before it there. */
    public record Auth(String header, String prefix) {}

    /** {@code models} lists models for free; {@code auth} proves the key where the listing is open to anyone. */
    public record Listing(String models, String auth) {}

    /** The model of that name, when the catalogue knows it; a dated variant counts as its family. */
    public Optional<Model> known(String model) {
        Optional<Model> family = Optional.empty();
        for (Model candidate : models) { // a loop: it stands in the path of every call
            String id = candidate.id();
            if (model.equals(id)) {
                return Optional.of(candidate);
            }
            boolean dated = family.isEmpty() && model.startsWith(id) && model.startsWith("-", id.length());
            family = dated ? Optional.of(candidate) : family;
        }
        return family;
    }

    /** What is known or assumed about a model of this vendor. */
    public Model model(String model) {
        return known(model)
                .map(family -> family.id().equals(model)
                        ? family
                        : new Model(model, family.contextTokens(), family.maxOutputTokens(), family.abilities()))
                .orElseGet(() -> new Model(model, contextTokens, ASSUMED_OUTPUT_TOKENS, abilities));
    }
}
