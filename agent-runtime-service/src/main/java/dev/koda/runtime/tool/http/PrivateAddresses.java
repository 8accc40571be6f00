package dev.koda.runtime.tool.http;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;

/** Tells addresses of this host and of private networks from those of the public internet. */
final class PrivateAddresses {

    private PrivateAddresses() {}

    /** Loopback, link-local, private, shared, reserved, multicast, and IPv6 forms that wrap any of these. */
    static boolean isPrivate(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return true;
        }
        byte[] bytes = address.getAddress();
        return switch (address) {
            case Inet4Address v4 -> isReserved(bytes);
            case Inet6Address v6 -> isUniqueLocal(bytes) || isWrapped(bytes);
            default -> true;
        };
    }

    private static boolean isReserved(byte[] bytes) {
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        int third = bytes[2] & 0xff;
        boolean shared = first == 100 && second >= 64 && second <= 127;
        boolean protocol = first == 192 && second == 0 && (third == 0 || third == 2);
        boolean benchmark = first == 198 && (second == 18 || second == 19);
        boolean example = first == 198 && second == 51 && third == 100 || first == 203 && second == 0 && third == 113;
        return first == 0 || first >= 240 || shared || protocol || benchmark || example;
    }

    /** fc00::/7. */
    private static boolean isUniqueLocal(byte[] bytes) {
        return (bytes[0] & 0xfe) == 0xfc;
    }

    /** NAT64, 6to4 and Teredo carry an IPv4 address that nobody would look at otherwise. */
    private static boolean isWrapped(byte[] bytes) {
        boolean nat64 =
                bytes[0] == 0 && (bytes[1] & 0xff) == 0x64 && (bytes[2] & 0xff) == 0xff && (bytes[3] & 0xff) == 0x9b;
        boolean sixToFour = bytes[0] == 0x20 && bytes[1] == 0x02;
        boolean teredo = bytes[0] == 0x20 && bytes[1] == 0x01 && bytes[2] == 0 && bytes[3] == 0;
        boolean compatible = true;
        for (int i = 0; i < 12; i++) {
            compatible &= bytes[i] == 0;
        }
        return nat64 || sixToFour || teredo || compatible;
    }
}
