package dev.koda.gateway.origin;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** An IP address or a CIDR block. */
record AddressBlock(InetAddress network, int bits) {
    private static final Pattern LITERAL = Pattern.compile("[0-9a-fA-F:.]+(%[\\w.-]+)?");

    /** Reads {@code 10.0.0.0/8}, {@code ::1} and the like. */
    static Optional<AddressBlock> parse(String text) {
        String[] parts = text.strip().split("/", 2);
        return literal(parts[0]).flatMap(network -> bits(network, parts).map(bits -> new AddressBlock(network, bits)));
    }

    /** An address written out; names are not looked up. */
    static Optional<InetAddress> literal(String text) {
        String bare = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        if (!LITERAL.matcher(bare).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(bare));
        } catch (UnknownHostException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<Integer> bits(InetAddress network, String[] parts) {
        int most = network.getAddress().length * Byte.SIZE;
        if (parts.length == 1) {
            return Optional.of(most);
        }
        try {
            int bits = Integer.parseInt(parts[1]);
            return bits >= 0 && bits <= most ? Optional.of(bits) : Optional.empty();
        } catch (NumberFormatException malformed) {
            return Optional.empty();
        }
    }

    boolean contains(InetAddress address) {
        byte[] own = network.getAddress();
        byte[] other = address.getAddress();
        if (own.length != other.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % Byte.SIZE);
            if ((own[bit / Byte.SIZE] & mask) != (other[bit / Byte.SIZE] & mask)) {
                return false;
            }
        }
        return true;
    }
}
