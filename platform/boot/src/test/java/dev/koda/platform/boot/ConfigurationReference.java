package dev.koda.platform.boot;

import java.util.List;
import java.util.stream.Collectors;

/** Writes the reference page of all settings from their declarations. */
final class ConfigurationReference {

    private static final String HEAD = """
            # Settings

            Written from the declarations in `platform/boot`; do not edit. To write it anew:
            `mvn -pl platform/boot test -Dtest=ConfigurationReferenceTest -Dkoda.docs.write=true`

            All settings are environment variables. In both modes they come from `.env` in the home (`KODA_HOME`, else
            `~/.koda`), which must have mode 0600; variables of the process win over it. Every variable reaches every
            service. A value that is wrong stops the boot with one line that names the variable, what was found (secrets
            masked), what is accepted and what to do; `koda doctor` shows the same line. An empty value counts as not set.
            `<home>` stands for the home. Durations are `500ms`, `30s`, `5m`, `2h`, `1d` or ISO-8601.
            """;

    private ConfigurationReference() {}

    static String page() {
        return HEAD
                + Settings.groups().stream()
                        .map(ConfigurationReference::section)
                        .collect(Collectors.joining());
    }

    private static String section(SettingGroup group) {
        return "\n## " + group.title() + "\n\n" + group.introduction() + "\n\n"
                + "| Variable | Default | Accepted | Read by | Meaning |\n|---|---|---|---|---|\n"
                + group.settings().stream().map(ConfigurationReference::row).collect(Collectors.joining());
    }

    private static String row(Setting setting) {
        return "| `%s` | %s | %s | %s | %s |%n"
                .formatted(
                        setting.variable(),
                        byDefault(setting),
                        (setting.kind() + ": " + setting.accepted()).replace("|", "\\|"),
                        readers(setting),
                        meaning(setting))
                .replace(System.lineSeparator(), "\n");
    }

    private static String byDefault(Setting setting) {
        return setting.byDefault()
                .map(value -> "`" + value + "`")
                .orElse(setting.builtBy().isEmpty() ? "none" : setting.builtBy());
    }

    private static String readers(Setting setting) {
        if (setting.readers().isEmpty()) {
            return "koda command";
        }
        if (setting.readers().size() == Service.values().length) {
            return "all";
        }
        return List.of(Service.values()).stream()
                .filter(setting.readers()::contains)
                .map(Service::shortName)
                .collect(Collectors.joining(", "));
    }

    private static String meaning(Setting setting) {
        String needed = setting.required() ? " **Required.**" : "";
        String check = setting.checkId().equals(Setting.DEFAULT_CHECK) ? "" : " Check `" + setting.checkId() + "`.";
        return setting.meaning() + needed + check;
    }
}
