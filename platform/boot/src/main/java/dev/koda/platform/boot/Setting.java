package dev.koda.platform.boot;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * One environment variable: the only place that says its form, default and meaning. The boot checks by it, the
 * services read by it, and {@code docs/operations/configuration.md} is written from it.
 *
 * @param variable name in the environment
 * @param type what a value must look like
 * @param byDefault value when the variable is not set; may name {@code <home>}
 * @param builtBy in words, who fills the variable when nobody did; empty for most
 * @param required whether a service that reads it refuses to start without it
 * @param readers services that read it; empty when only the koda command does
 * @param property name under which services read it by {@code @ConfigMapping}; empty where the boot itself uses it
 * @param checkId the doctor's check that is red while the value is wrong
 * @param meaning one sentence for the operator
 * @param action what to do about a wrong value
 */
public record Setting(
        String variable,
        SettingType type,
        Optional<String> byDefault,
        String builtBy,
        boolean required,
        Set<Service> readers,
        Optional<String> property,
        String checkId,
        String meaning,
        String action) {

    /** The check that stands for all variables without one of their own. */
    public static final String DEFAULT_CHECK = "bootstrap.settings";

    public Setting {
        readers = Set.copyOf(readers);
    }

    static Setting of(String variable, SettingType type) {
        return new Setting(
                variable,
                type,
                Optional.empty(),
                "",
                false,
                EnumSet.allOf(Service.class),
                Optional.empty(),
                DEFAULT_CHECK,
                "",
                "set it in <home>/.env, or remove the line to use the default");
    }

    /** Whether values are masked wherever they are shown. */
    public boolean secret() {
        return type.masked();
    }

    /** What is accepted, in words. */
    public String accepted() {
        return type.accepted();
    }

    /** The kind of value, in a word or two. */
    public String kind() {
        return type.name();
    }

    boolean isReadBy(Service service) {
        return readers.contains(service);
    }

    Setting or(String value) {
        return new Setting(
                variable, type, Optional.of(value), builtBy, required, readers, property, checkId, meaning, action);
    }

    /** Without a default of its own: somebody mints or computes the value. */
    Setting builtBy(String whoAndHow) {
        return new Setting(variable, type, byDefault, whoAndHow, required, readers, property, checkId, meaning, action);
    }

    Setting required(String todo) {
        return new Setting(variable, type, byDefault, builtBy, true, readers, property, checkId, meaning, todo);
    }

    Setting readBy(Service first, Service... others) {
        return new Setting(
                variable,
                type,
                byDefault,
                builtBy,
                required,
                EnumSet.of(first, others),
                property,
                checkId,
                meaning,
                action);
    }

    Setting readByCommandOnly() {
        return new Setting(variable, type, byDefault, builtBy, required, Set.of(), property, checkId, meaning, action);
    }

    Setting property(String name) {
        return new Setting(
                variable, type, byDefault, builtBy, required, readers, Optional.of(name), checkId, meaning, action);
    }

    Setting check(String id) {
        return new Setting(variable, type, byDefault, builtBy, required, readers, property, id, meaning, action);
    }

    Setting means(String sentence) {
        return new Setting(variable, type, byDefault, builtBy, required, readers, property, checkId, sentence, action);
    }
}
