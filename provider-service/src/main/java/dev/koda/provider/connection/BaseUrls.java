package dev.koda.provider.connection;

import java.net.URI;
import java.net.UnknownHostException;
import java.util.Set;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;

import dev.koda.platform.problem.Problem;
import dev.koda.provider.address.AddressForbidden;
import dev.koda.provider.address.AddressRules;
import dev.koda.provider.catalogue.Vendor;

/** Checks and tidies the address of a connection when it is given. */
@Singleton
class BaseUrls {

    private static final int HIGHEST_PORT = 65_535;
    private static final Set<String> SCHEMES = Set.of("http", "https");

    private final AddressRules rules;

    BaseUrls(AddressRules rules) {
        this.rules = rules;
    }

    /** The address to store: the one given, else the stored one, else the catalogue's; checked when it is new. */
    Uni<String> choose(Vendor vendor, URI given, String stored) {
        URI chosen = given == null ? (stored == null ? vendor.baseUrl() : URI.create(stored)) : given;
        if (chosen == null) {
            throw refused("this provider has no address of its own; give one");
        }
        String tidy = tidy(chosen);
        if (tidy.equals(stored)) {
            return Uni.createFrom().item(tidy);
        }
        return Uni.createFrom()
                .item(() -> checked(tidy, chosen.getHost()))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool()); // name lookup blocks
    }

    private String checked(String tidy, String host) {
        try {
            rules.resolve(host);
        } catch (AddressForbidden forbidden) {
            throw refused("leads to " + forbidden.getMessage());
        } catch (UnknownHostException unresolved) {
            return tidy; // verification says so, with its cause; the name may resolve later
        }
        return tidy;
    }

    private static String tidy(URI url) {
        if (!SCHEMES.contains(String.valueOf(url.getScheme())) || url.getHost() == null) {
            throw refused("must be an absolute http:// or https:// address");
        }
        if (url.getRawUserInfo() != null || url.getRawQuery() != null || url.getRawFragment() != null) {
            throw refused("must hold no user, query or fragment");
        }
        if (url.getPort() > HIGHEST_PORT || url.getPort() == 0) {
            throw refused("must hold a port from 1 to " + HIGHEST_PORT);
        }
        return url.toString().replaceFirst("/+$", "");
    }

    private static Problem refused(String why) {
        return Problem.badRequest("base_url_refused", "base_url " + why + ".").violation("base_url", "refused", why);
    }
}
