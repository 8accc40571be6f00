package dev.koda.system.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import org.awaitility.Awaitility;

/** A mail server that keeps what it was given, over real SMTP. */
final class Mailbox implements AutoCloseable {
    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    Mailbox() {
        server.start();
    }

    int port() {
        return server.getSmtp().getPort();
    }

    /** The text of the newest mail to somebody whose subject holds the word, waited for. */
    String awaited(String to, String word) {
        return Awaitility.await("a mail to " + to + " about " + word)
                .atMost(Duration.ofSeconds(90))
                .until(() -> find(to, word), Optional::isPresent)
                .orElseThrow();
    }

    Optional<String> find(String to, String word) {
        return Arrays.stream(server.getReceivedMessages())
                .filter(mail -> isTo(mail, to, word))
                .reduce((first, second) -> second)
                .map(Mailbox::text);
    }

    private static boolean isTo(MimeMessage mail, String to, String word) {
        try {
            return mail.getAllRecipients()[0].toString().equals(to)
                    && mail.getSubject().contains(word);
        } catch (MessagingException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static String text(MimeMessage mail) {
        try {
            return mail.getContent().toString();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (MessagingException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
