package dev.koda.gateway.page.provider;

import java.util.List;

import io.quarkus.qute.TemplateExtension;

import dev.koda.gateway.client.provider.Provider;
import dev.koda.gateway.client.provider.Verification;

/** What templates say of providers. */
@TemplateExtension(namespace = "provider")
final class ProviderWords {
    private ProviderWords() {}

    static Rungs rungs(Verification seen) {
        return Rungs.of(seen, null);
    }

    static Rungs rungs(Verification seen, Provider provider) {
        return Rungs.of(
                seen,
                provider.connection() == null ? null : provider.connection().baseUrl());
    }

    /** How much there is to go on with when a vendor fails. Rehearsal is nobody's peer. */
    static String peers(List<Provider> connected) {
        long vendors = connected.stream().filter(each -> !each.isRehearsal()).count();
        if (connected.isEmpty()) {
            return "No vendor is connected: agents have no model to think with.";
        }
        if (vendors == 0) {
            return "No vendor is connected: agents only rehearse.";
        }
        return vendors == 1
                ? "One vendor is connected. With a second one, tasks would go on when it fails."
                : vendors + " vendors are connected, tried in this order when one fails.";
    }

    /** What most often helps against what a vendor said, in one sentence. */
    static String remedy(Verification seen) {
        return seen.httpStatus() != null && seen.httpStatus() >= 500
                ? "The vendor itself is in trouble. Look at its status page and verify again later; tasks go on with peers."
                : remedy(seen.cause());
    }

    private static String remedy(String cause) {
        if (cause == null) {
            return "";
        }
        return switch (cause) {
            case "key_rejected" ->
                "The key was rotated or withdrawn at the vendor. Make a new one there, then replace it here. Waiting will not help.";
            case "scope_missing" ->
                "The key is real but may not do this. Give it the missing permission at the vendor, or make another.";
            case "project_missing" ->
                "The vendor wants a project or organization with the key. Set it in the connection.";
            case "billing" ->
                "The account has no credit or no payment method. Look at the vendor's billing page; nothing here can mend it.";
            case "rate_limited" -> "The vendor asks to wait. Verify again later; tasks go on with peers.";
            case "unreachable" ->
                "The address did not answer. Look at the address, the network and the vendor's status page.";
            case "tls" ->
                "The certificate is not trusted or the names differ. Look at the address, and at the clock of this host.";
            default ->
                "The answer was not what this kind of vendor gives. Look at the address: it may be another service.";
        };
    }
}
