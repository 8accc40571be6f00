package dev.koda.benchmarks.login;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;

import dev.koda.benchmarks.evidence.Evidence;
import dev.koda.benchmarks.load.Measured;

/** What was measured, as a page. */
record LoginPage(
        Duration warmUp, long warmUpSignIns, Measured hashes, Measured logins, Measured calm, Measured meanwhile) {

    Evidence page(int people, Map<String, Double> shares, WhoExists who) {
        Evidence page = new Evidence("login", "Sign-in beside the raw hash", Clock.systemUTC())
                .table("What", "per second", "p50 ms", "p99 ms", "failed");
        row(page, "Argon2id by itself, one a core", hashes);
        row(page, "sign-in of " + people + " people through the gateway", logins);
        row(page, "another call, calm, 20 a second", calm);
        row(page, "another call during the sign-ins, 20 a second", meanwhile);
        page.text("")
                .table("Ratio", "measured", "goal")
                .row("sign-ins / raw hashes", logins.perSecond() / hashes.perSecond(), "≥ 0.9")
                .row("sign-ins / the most that raw could be, see below", logins.perSecond() / most(shares), "")
                .row("p99 of another call, during / calm", meanwhile.millisAt(0.99) / calm.millisAt(0.99), "≤ 1.5");
        page.text("").table("Processor time during the sign-ins", "ms a sign-in");
        shares.forEach(page::row);
        return page.text("")
                .table("A wrong password, " + who.tries() + " tries each, in turn", "median ms")
                .row("for a name somebody has", who.knownMedian())
                .row("for a name nobody has", who.unknownMedian())
                .row("difference in percent (goal: < 5)", who.differencePercent())
                .text("")
                .text("Warmed up before anything was counted: hashes and calls for ten seconds each, " + warmUpSignIns
                        + " sign-ins for " + warmUp.toMinutes()
                        + " minutes. Then all took turns, each beside the other call, 20 a second. Hashes and load run in a"
                        + " JVM with the flags of auth-service; from one such JVM to the next the raw rate differs by some"
                        + " tenths, as the compiler has it. Load, gateway, services, broker and database share the cores with"
                        + " the hashes of a sign-in; what each took stands above, the other call and what goes on anyway"
                        + " included. The most that raw could be is what the cores would hash with nothing beside, if all"
                        + " that auth-service takes for a sign-in were its hash.");
    }

    /** Hashes a second of the whole machine, if all that auth-service takes for a sign-in were its hash and nothing else ran. */
    private static double most(Map<String, Double> shares) {
        return Runtime.getRuntime().availableProcessors() * 1000 / shares.get("auth");
    }

    private static void row(Evidence page, String what, Measured measured) {
        page.row(what, measured.perSecond(), measured.millisAt(0.5), measured.millisAt(0.99), measured.failed());
    }
}
