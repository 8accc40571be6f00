package dev.koda.provider.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import jakarta.inject.Singleton;

import dev.koda.provider.settings.ProviderConfig;

/**
 * Decides which addresses a connection may lead to. Link-local and metadata addresses never; private ranges and
 * loopback only where the installation allows them.
 */
@Singleton
public class AddressRules {

    /** Metadata services outside the link-local ranges: AWS over IPv6, Alibaba Cloud. */
    private static final Set<String> METADATA = Set.of("fd00:ec2:0:0:0:0:0:254", "100.100.100.200");

    private final boolean allowPrivate;

    AddressRules(ProviderConfig config) {
        this.allowPrivate = config.allowPrivate();
    }

    /**
     * The addresses of a host, all of them allowed. One forbidden address refuses the host, since the next lookup may
     * put it first. Blocking.
     *
     * @throws UnknownHostException when the name does not resolve
     * @throws AddressForbidden when an address is not allowed
     */
    public List<InetAddress> resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = InetAddress.getAllByName(host);
        for (InetAddress address : addresses) {
            check(address);
        }
        return Arrays.asList(addresses);
    }

    void check(InetAddress address) {
        if (neverAllowed(address)) {
            throw new AddressForbidden("a link-local, metadata, multicast or unspecified address");
        }
        if (!allowPrivate && isPrivate(address)) {
            throw new AddressForbidden("a private address; KODA_PROVIDER_ALLOW_PRIVATE=true allows them");
        }
    }

    private static boolean neverAllowed(InetAddress address) {
        return address.isLinkLocalAddress()
                || address.isMulticastAddress()
                || address.isAnyLocalAddress()
                || METADATA.contains(address.getHostAddress());
    }

    private static boolean isPrivate(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean uniqueLocal = bytes.length == 16 && (bytes[0] & 0xFE) == 0xFC; // RFC 4193
        boolean carrierGrade = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xC0) == 64; // RFC 6598
        boolean thisNetwork = bytes.length == 4 && bytes[0] == 0; // RFC 1122
        return address.isSiteLocalAddress()
                || address.isLoopbackAddress()
                || uniqueLocal
                || carrierGrade
                || thisNetwork;
    }
}
