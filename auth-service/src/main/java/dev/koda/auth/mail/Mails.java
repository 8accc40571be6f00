package dev.koda.auth.mail;

import java.time.Duration;

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

    /** Tells the holder of an account, or an owner of the house, that somebody guessed too often at it. */
    public void lockoutStarted(String to, String account, String address, Duration lockout) {
        post.send(new Letter(to, "Koda: an account is locked for a while", """
                Somebody at %s gave a wrong password for %s too often, so the account is locked for %d minutes.

                If it was you, wait and try again. If not, the password was not guessed; nothing else happened.
                An admin can end the lock in Settings > Security, or on the host: koda auth unlock %s
                """.formatted(
                        address, account, Math.max(1, lockout.toMinutes()), account)));
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
}
