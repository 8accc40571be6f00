package dev.koda.platform.boot;

import java.util.List;

/** Settings of one concern, which stand together under one heading of the reference page. */
public record SettingGroup(String title, String introduction, List<Setting> settings) {

    public SettingGroup {
        settings = List.copyOf(settings);
    }

    static SettingGroup of(String title, String introduction, Setting... settings) {
        return new SettingGroup(title, introduction, List.of(settings));
    }
}
