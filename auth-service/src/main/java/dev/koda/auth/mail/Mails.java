package dev.koda.auth.mail;

import java.time.Duration;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.koda.auth.settings.House;

/**
 * The letters auth-service writes. Each is handed to the post and forgotten: nobody waits for a mail server, and where
 * there is none nothing happens.
 */
@ApplicationScoped
public class Mails {

    private final Post post;
    private final String baseUrl;

    Mails(Post post, House house) {
        this.post = post;
        this.baseUrl = house.baseUrl();
    }

    /** Whether mail can be sent at all. */
    public boolean configured() {
        return post.configured();
    }

    /** Tells an operator that somebody guessed too often. */
    public void lockoutStarted(String to, String address, Duration lockout) {
        post.send(new Letter(to, "Koda: your account is locked for a while", """
                Somebody at %s gave a wrong password too often, so your Koda account is locked for %d minutes.

                If it was you, wait and try again. If not, your password was not guessed; nothing else happened.
                An admin can end the lock in Settings > Security, or on the host: koda auth unlock %s
                """.formatted(
                        address, Math.max(1, lockout.toMinutes()), to)));
    }

    /** Carries the link that resets a password. */
    public void passwordReset(String to, String token, Duration validity) {
        post.send(new Letter(to, "Koda: reset your password", """
                Somebody, probably you, asked to reset the password of your Koda account.

                %s/reset-password?token=%s

                The link works once, within %d minutes. If you did not ask, ignore this mail.
                """.formatted(baseUrl, token, validity.toMinutes())));
    }

    /** Carries an invitation. */
    public void invitation(String to, String inviteUrl, Duration validity) {
        post.send(new Letter(to, "You are invited to Koda", """
                You are invited to a Koda control plane. Choose your password here:

                %s

                The link works once, within %d days.
                """.formatted(inviteUrl, validity.toDays())));
    }

    /** Tells an operator that the password was replaced, so that a theft does not go unseen. */
    public void passwordReplaced(String to, Optional<String> how) {
        post.send(new Letter(to, "Koda: your password was changed", """
                The password of your Koda account was changed%s. All other sessions were ended.

                If it was not you, recover the account: %s/forgot-password
                """.formatted(
                        how.map(way -> " by " + way).orElse(""), baseUrl)));
    }
}
