package dev.koda.platform.boot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All settings of Koda, and the judgement on an environment.
 *
 * <p>Each variable is declared once, in the file of its concern. A variable that is set to nothing counts as not set,
 * since an env file or a compose file hands empty lines through. Stateless; safe for use by several threads.
 */
public final class Settings {

    private static final List<SettingGroup> GROUPS = List.of(
            EnvironmentSettings.GROUP,
            SecretSettings.GROUP,
            InfrastructureSettings.GROUP,
            NetworkSettings.GROUP,
            MailSettings.GROUP,
            ObservabilitySettings.GROUP,
            AuthSettings.GROUP,
            ProviderSettings.GROUP,
            RuntimeSettings.GROUP,
            AuditSettings.GROUP,
            StorageSettings.GROUP,
            GatewaySettings.GROUP);

    private static final Map<String, Setting> BY_VARIABLE = GROUPS.stream()
            .flatMap(group -> group.settings().stream())
            .collect(Collectors.toMap(
                    Setting::variable, Function.identity(), Settings::declaredTwice, LinkedHashMap::new));

    private Settings() {}

    /** Every setting, in the order of the reference page. */
    public static List<Setting> all() {
        return List.copyOf(BY_VARIABLE.values());
    }

    /** The settings as they stand together on the reference page. */
    public static List<SettingGroup> groups() {
        return GROUPS;
    }

    /** The declaration of a variable; empty when nobody reads it. */
    public static Optional<Setting> find(String variable) {
        return Optional.ofNullable(BY_VARIABLE.get(variable));
    }

    /** What the whole stack refuses about the environment, in the order of declaration; empty when it will do. */
    public static List<Refusal> check(Map<String, String> env) {
        return check(env, setting -> true);
    }

    /**
     * What one service refuses: every wrong value, since all share one environment, but of the missing ones only
     * those it reads itself.
     */
    public static List<Refusal> check(Map<String, String> env, Service service) {
        return check(env, setting -> setting.isReadBy(service));
    }

    /** The value in force: the one set, else the default with {@code <home>} filled in, else empty. */
    public static Optional<String> value(Map<String, String> env, String variable) {
        return value(env::get, variable);
    }

    static Optional<String> value(UnaryOperator<String> env, String variable) {
        Setting setting = BY_VARIABLE.get(variable);
        if (setting == null) {
            throw new IllegalArgumentException(variable + " is not declared");
        }
        return given(env, variable).or(() -> setting.byDefault().map(value -> Home.fill(value, env)));
    }

    /** What stands in the environment under the name, stripped; empty when that is nothing. */
    static Optional<String> given(UnaryOperator<String> env, String variable) {
        return Optional.ofNullable(env.apply(variable)).map(String::strip).filter(value -> !value.isEmpty());
    }

    private static List<Refusal> check(Map<String, String> env, Predicate<Setting> needed) {
        List<Refusal> refusals = new ArrayList<>();
        all().forEach(setting -> refusal(env, setting, needed.test(setting)).ifPresent(refusals::add));
        if (refusals.stream().noneMatch(refusal -> refusal.variable().equals(EnvironmentSettings.ENV))) {
            refusals.addAll(ProductionRules.check(env));
        }
        return List.copyOf(refusals);
    }

    private static Optional<Refusal> refusal(Map<String, String> env, Setting setting, boolean needed) {
        Optional<String> given = given(env::get, setting.variable());
        if (given.isEmpty()) {
            return needed && setting.required() ? Optional.of(refused(setting, "nothing", env)) : Optional.empty();
        }
        return given.flatMap(setting.type().fault()).map(found -> refused(setting, found, env));
    }

    private static Refusal refused(Setting setting, String found, Map<String, String> env) {
        return new Refusal(
                setting.checkId(),
                setting.variable(),
                found,
                setting.accepted(),
                Home.fill(setting.action(), env::get));
    }

    private static Setting declaredTwice(Setting one, Setting other) {
        throw new IllegalStateException(
                Stream.of(one, other).map(Setting::variable).distinct().toList() + " declared twice");
    }
}
