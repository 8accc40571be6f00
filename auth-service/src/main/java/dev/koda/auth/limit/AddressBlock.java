package dev.koda.auth.limit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;

/** Who is one client: an IPv4 address, or the /64 of an IPv6 address, of which anyone owns all 2^64 addresses. */
final class AddressBlock {

    private static final int NETWORK_BYTES = 8;

    private AddressBlock() {}

    static String of(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            InetAddress parsed = InetAddress.ofLiteral(address);
            return parsed instanceof Inet6Address
                    ? HexFormat.of().formatHex(parsed.getAddress(), 0, NETWORK_BYTES)
                    : parsed.getHostAddress();
        } catch (IllegalArgumentException unreadable) {
            return "unreadable";
        }
    }
}
