package dev.koda.benchmarks.login;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

import dev.koda.benchmarks.load.Wire;

/** The measured calls, each thread over a connection of its own; an answer other than 200 is a failure. */
final class Callers {
    private final URI gateway;
    private final List<byte[]> signIns;
    private final byte[] other;
    private final AtomicInteger turn = new AtomicInteger();
    private final ThreadLocal<Wire> wires = ThreadLocal.withInitial(this::connected);

    Callers(String address, List<String> emails) {
        gateway = URI.create(address);
        signIns = emails.stream().map(this::signInOf).toList();
        other = Wire.request("GET", gateway, People.OTHER, "");
    }

    /** The next person, in turn, with the right password. */
    Callable<?> signIn() {
        return () -> ok(signIns.get(Math.floorMod(turn.getAndIncrement(), signIns.size())));
    }

    /** A call that has nothing to do with signing in, but is answered by the same service. */
    Callable<?> other() {
        return () -> ok(other);
    }

    private byte[] signInOf(String email) {
        String body = "{\"identifier\":\"" + email + "\",\"password\":\"" + People.PASSWORD + "\"}";
        return Wire.request(
                "POST", gateway, People.LOGIN, body, "Content-Type: application/json", "Sec-Fetch-Site: same-origin");
    }

    private Integer ok(byte[] request) throws IOException {
        int status = wires.get().exchange(request);
        if (status != 200) {
            throw new IllegalStateException("status " + status);
        }
        return status;
    }

    private Wire connected() {
        try {
            return new Wire(gateway);
        } catch (IOException away) {
            throw new IllegalStateException("the gateway does not answer", away);
        }
    }
}
