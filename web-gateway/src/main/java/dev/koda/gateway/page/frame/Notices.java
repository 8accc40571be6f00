package dev.koda.gateway.page.frame;

import java.util.Map;

/** What a page says once after an act went well; only known keys are said, so that a link cannot put words on the page. */
final class Notices {
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("saved", "Saved."),
            Map.entry("published", "Published. New tasks run this version."),
            Map.entry("paused", "Paused. It takes no new tasks; running ones go on."),
            Map.entry("activated", "Activated. It takes tasks again."),
            Map.entry("archived", "Archived. Its tasks and versions are kept."),
            Map.entry("rolled-back", "Rolled back. New tasks run the chosen version."),
            Map.entry("copied", "Copied. This is the new draft."),
            Map.entry("cancelled", "Cancelled. Steps and files are kept."),
            Map.entry("retried", "Started again as a new task."),
            Map.entry("requeued", "Requeued. It runs again from its last finished step."),
            Map.entry("dropped", "Dropped. The task and its steps are kept."),
            Map.entry("decided", "Your answer is kept; the task goes on."),
            Map.entry("password", "Password changed. Other sessions go on until you end them."),
            Map.entry("totp-on", "The second factor is on. The next sign-in asks for a code."),
            Map.entry("totp-off", "The second factor is off."),
            Map.entry("ended", "Session ended."),
            Map.entry("revoked", "Token revoked. It stops working at once."),
            Map.entry("unlocked", "Unlocked. The account may sign in again."),
            Map.entry("proven", "Password proven. Do what you were about to do again."),
            Map.entry("removed", "Removed."),
            Map.entry("connected", "Key stored and sealed."),
            Map.entry("disconnected", "Disconnected. The stored key is gone."),
            Map.entry("default", "Default model set."),
            Map.entry("budget", "Budget set."),
            Map.entry("budget-removed", "Budget removed. What was spent stays on record."),
            Map.entry("deleted", "Deleted."),
            Map.entry("reset", "New password set. Sign in with it."),
            Map.entry(
                    "recovered",
                    "New password set. All sessions ended and the remaining codes are void: make a new set."),
            Map.entry("signed-out", "Signed out."),
            Map.entry("joined", "Welcome. Sign in with your new password."),
            Map.entry(
                    "mailed",
                    "If that address belongs to an account, a link is on its way. It is good for 30 minutes."));

    private Notices() {}

    static String of(String key) {
        return key == null ? null : WORDS.get(key);
    }
}
