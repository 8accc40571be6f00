package dev.koda.auth.origin;

import java.net.InetAddress;

/** Whether an address is this machine. Names are never resolved. */
public final class Loopback {

    private Loopback() {}

    public static boolean is(String address) {
        try {
            return InetAddress.ofLiteral(address).isLoopbackAddress();
        } catch (IllegalArgumentException | NullPointerException notAnAddress) {
            return false;
        }
    }
}
