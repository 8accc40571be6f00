package dev.koda.platform.boot;

import static dev.koda.platform.boot.Service.AUTH;
import static dev.koda.platform.boot.Service.GATEWAY;
import static dev.koda.platform.boot.Service.PROVIDER;
import static dev.koda.platform.boot.SettingType.credential;
import static dev.koda.platform.boot.SettingType.path;
import static dev.koda.platform.boot.SettingType.rotatingSecret;
import static dev.koda.platform.boot.SettingType.secret;

/** The secrets that everything else is derived from or sealed with. */
final class SecretSettings {

    private static final String MINT =
            "put the output of `openssl rand -base64 48` there in <home>/.env, or run `koda doctor --fix`";

    static final SettingGroup GROUP = SettingGroup.of(
            "Secrets",
            "Minted by `koda up` on the first run. A missing, short, placeholder or low-entropy value is refused.",
            Setting.of("WEB_OPERATOR_SESSION_SECRET", rotatingSecret())
                    .builtBy("minted on the first run")
                    .required(MINT)
                    .readBy(AUTH, GATEWAY)
                    .property("koda.secrets.session")
                    .check("bootstrap.session_secret")
                    .means("Seals session cookies. Changing it ends all sessions; a second value after a comma is still"
                            + " read during a rotation."),
            Setting.of("KODA_SERVICE_KEY", secret())
                    .builtBy("minted on the first run")
                    .required(MINT)
                    .property("koda.secrets.service-key")
                    .check("bootstrap.service_key")
                    .means(
                            "Services prove themselves to auth-service with it; database passwords are derived from it."),
            Setting.of("CONTROL_PLANE_MASTER_KEY_FILE", path())
                    .or("<home>/keys/master.key")
                    .readBy(AUTH, PROVIDER)
                    .property("koda.secrets.master-key-file")
                    .check("bootstrap.master_key")
                    .means("256-bit key that seals stored credentials; file mode 0600."),
            Setting.of("CONTROL_PLANE_API_TOKEN", credential())
                    .builtBy("minted on the first run")
                    .readBy(AUTH, GATEWAY)
                    .property("koda.secrets.api-token")
                    .means("Break-glass bearer of the koda command on the host; taken from loopback only."));

    private SecretSettings() {}
}
