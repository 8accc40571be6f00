package dev.koda.auth.settings;

import java.util.Optional;

import io.smallrye.config.ConfigMapping;

/** The mail server of {@code SMTP_*}; without a host there is no mail. */
@ConfigMapping(prefix = "koda.mail")
public interface SmtpConfig {

    Optional<String> host();

    int port();

    Optional<String> username();

    Optional<String> password();

    String from();

    /** {@code none}, {@code starttls} or {@code tls}. */
    String tls();
}
