package dev.koda.auth.invitation;

import java.time.Instant;
import java.util.UUID;

/** An invitation just made; the link is in this answer and nowhere else. */
record InvitedOperator(UUID id, String email, String role, String status, String inviteUrl, Instant inviteExpiresAt) {

    @Override
    public String toString() {
        return "InvitedOperator[" + id + "]";
    }
}
