package dev.koda.platform.boot;

import static dev.koda.platform.boot.SettingType.flag;
import static dev.koda.platform.boot.SettingType.listOf;
import static dev.koda.platform.boot.SettingType.oneOf;
import static dev.koda.platform.boot.SettingType.path;
import static dev.koda.platform.boot.SettingType.url;

/** What kind of installation this is, and what that allows. */
final class EnvironmentSettings {

    static final String ENV = "KODA_ENV";

    static final SettingGroup GROUP = SettingGroup.of(
            "Environment",
            "What kind of installation this is. `production` refuses what is fit for a laptop only.",
            Setting.of(ENV, oneOf("development", "production"))
                    .or("development")
                    .property("koda.environment.profile")
                    .check(ProductionRules.CHECK)
                    .means("Kind of installation; decides what is refused, the log format and secure cookies."),
            Setting.of(Home.VARIABLE, path())
                    .builtBy("`.koda` in the home of the user")
                    .property("koda.environment.home")
                    .means("Folder of this installation: settings, keys, data, logs, releases, backups."),
            Setting.of("CONTROL_PLANE_AUTH_MODE", oneOf("token", "development"))
                    .or("token")
                    .property("koda.environment.auth-mode")
                    .check(ProductionRules.CHECK)
                    .means("`development` lets requests from loopback act as the owner without signing in;"
                            + " refused in production."),
            Setting.of("ALLOW_LOOPBACK_BOOTSTRAP", flag())
                    .or("false")
                    .property("koda.environment.loopback-bootstrap")
                    .check(ProductionRules.CHECK)
                    .means("Owner registration from loopback without a setup code; refused in production."),
            Setting.of("ALLOW_INSECURE_COOKIES", flag())
                    .or("false")
                    .property("koda.environment.insecure-cookies")
                    .check(ProductionRules.CHECK)
                    .means("Session cookies without `Secure`; refused in production."),
            Setting.of("WEB_PUBLIC_BASE_URL", url())
                    .property("koda.environment.public-base-url")
                    .means("Public origin behind a reverse proxy; used in links of mails and invitations."),
            Setting.of("TRUSTED_PROXY_IPS", listOf(SettingType.addressBlock()))
                    .or("loopback")
                    .property("koda.environment.trusted-proxies")
                    .means("Only these may set `X-Forwarded-*`; the right-most untrusted entry is the client."),
            Setting.of("KODA_CLOCK_CHECK_URLS", listOf(url()))
                    .property("koda.environment.clock-check-urls")
                    .means("Addresses whose `Date` header the doctor's `host.clock` compares with."));

    private EnvironmentSettings() {}
}
