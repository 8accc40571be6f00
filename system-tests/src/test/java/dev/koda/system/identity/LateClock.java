package dev.koda.system.identity;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** A server whose clock is 40 s behind; it answers everything with 200 and its date. */
final class LateClock implements AutoCloseable {
    private static final int BEHIND_SECONDS = 40;
    private static final int LONGEST_QUESTION_MILLIS = 10_000;
    private final ServerSocket socket = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());

    LateClock() throws IOException {
        Thread.ofVirtual().start(this::serve);
    }

    String url() {
        return "http://127.0.0.1:" + socket.getLocalPort() + "/";
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket caller = socket.accept()) {
                caller.setSoTimeout(LONGEST_QUESTION_MILLIS);
                caller.getInputStream().read(new byte[4096]);
                caller.getOutputStream().write(answer().getBytes(StandardCharsets.US_ASCII));
            } catch (IOException hungUp) {
                // a caller who did not wait, or the end of this server: the loop knows which
                continue;
            }
        }
    }

    private static String answer() {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).minusSeconds(BEHIND_SECONDS));
        return "HTTP/1.1 200 OK\r\nDate: " + date + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
