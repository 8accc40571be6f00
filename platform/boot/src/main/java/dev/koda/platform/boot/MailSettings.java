package dev.koda.platform.boot;

import java.util.Locale;
import java.util.regex.Pattern;

import static dev.koda.platform.boot.Service.AUTH;
import static dev.koda.platform.boot.SettingType.credential;
import static dev.koda.platform.boot.SettingType.matching;
import static dev.koda.platform.boot.SettingType.oneOf;
import static dev.koda.platform.boot.SettingType.port;
import static dev.koda.platform.boot.SettingType.text;

/** The mail server for password reset and warnings; without one there are recovery codes only. */
final class MailSettings {

    private static final Pattern HOST = Pattern.compile("[\\w.-]+|\\[[0-9a-fA-F:]+]");

    /** An address, or a name followed by an address in angle brackets. */
    private static final Pattern SENDER = Pattern.compile("[^<>\\s]+@[^<>\\s]+|[^<>]+<[^<>\\s]+@[^<>\\s]+>");

    static final SettingGroup GROUP = SettingGroup.of(
            "Mail",
            "For password reset, invitations and lockout warnings. Unset: recovery codes only.",
            smtp("HOST", matching("host", "a host name", HOST)).means("Mail server; unset turns mail off."),
            smtp("PORT", port()).or("587").means("Port of the mail server."),
            smtp("USERNAME", text()).means("User name, when the server asks for one."),
            smtp("PASSWORD", credential()).means("Password of that user."),
            smtp("FROM", matching("sender", "`koda@example.org` or `Koda <koda@example.org>`", SENDER))
                    .or("Koda <koda@localhost>")
                    .means("Sender of all mails."),
            smtp("TLS", oneOf("none", "starttls", "tls")).or("starttls").means("How the connection is encrypted."));

    private MailSettings() {}

    private static Setting smtp(String name, SettingType type) {
        String variable = "SMTP_" + name;
        return Setting.of(variable, type).readBy(AUTH).property("koda.mail." + name.toLowerCase(Locale.ROOT));
    }
}
