package dev.koda.provider.transport;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

import io.netty.channel.ConnectTimeoutException;
import io.vertx.core.VertxException;

import dev.koda.provider.address.AddressForbidden;
import dev.koda.provider.failure.Failure;
import dev.koda.provider.failure.VendorFailure;

/** Reads the state of the way to a vendor out of what the network threw, by type. */
final class TransportFailures {

    private TransportFailures() {}

    /** A failure before the vendor answered anything. */
    static VendorFailure beforeAnswer(Throwable thrown) {
        return switch (thrown) {
            case VendorFailure known -> known;
            case AddressForbidden forbidden ->
                unreachable("forbidden_address", "The address leads to " + forbidden.getMessage() + ".");
            case UnknownHostException unknown -> unreachable("dns", "The vendor's name does not resolve.");
            case SSLException tls -> unreachable("tls", "The TLS handshake with the vendor failed.");
            case ConnectTimeoutException slow ->
                unreachable("connect_timeout", "The vendor did not take the connection in time.");
            case ConnectException refused -> unreachable("connect", "The vendor refused the connection.");
            case TimeoutException busy ->
                unreachable("connect_timeout", "No connection to the vendor became free in time.");
            case IOException broken -> unreachable("broken", "The connection broke before the vendor answered.");
            case VertxException closed ->
                unreachable("broken", "The connection was closed before the vendor answered.");
            default -> VendorFailure.transport(Failure.UNKNOWN, "internal", "The call could not be made.");
        };
    }

    /** A failure after the vendor's answer began. */
    static VendorFailure inAnswer(Throwable thrown) {
        return thrown instanceof VendorFailure known
                ? known
                : VendorFailure.transport(
                        Failure.TRUNCATED_STREAM, "broken", "The connection broke before the answer was complete.");
    }

    private static VendorFailure unreachable(String code, String detail) {
        return VendorFailure.transport(Failure.UNREACHABLE, code, detail);
    }
}
