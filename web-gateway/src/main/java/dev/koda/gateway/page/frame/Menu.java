package dev.koda.gateway.page.frame;

import java.util.List;

/** The flat menu, always open; a page whose service part is not there is not in it. */
final class Menu {
    private final String current;
    private final Alerts alerts;

    Menu(String current, Alerts alerts) {
        this.current = current;
        this.alerts = alerts;
    }

    List<Group> groups() {
        return List.of(
                new Group(null, List.of(entry("Home", "home", "/"))),
                new Group(
                        "Work",
                        List.of(
                                entry("Sessions", "messages", "/sessions"),
                                entry("Tasks", "list-check", "/tasks"),
                                approvals(),
                                entry("Dead letters", "inbox-off", "/dlq"))),
                new Group("Build", List.of(entry("Agents", "robot", "/agents"), providers())),
                new Group("Know", List.of(entry("Artifacts", "archive", "/artifacts"))),
                new Group(
                        "Watch",
                        List.of(
                                operations(),
                                entry("Audit", "shield-check", "/audit"),
                                entry("Costs", "coin", "/costs"))),
                new Group(null, List.of(entry("Settings", "settings", "/settings/general"))));
    }

    /** The phone's bar: what one thumb needs at night, and the way to the rest. */
    List<Entry> bottom() {
        return List.of(
                entry("Home", "home", "/"),
                entry("Tasks", "list-check", "/tasks"),
                approvals(),
                operations(),
                entry("More", "menu-2", "/more"));
    }

    private Entry approvals() {
        return entry("Approvals", "hand-stop", "/approvals", Count.waiting(alerts.approvals()));
    }

    private Entry providers() {
        return entry("Providers", "plug-connected", "/providers", Count.broken(alerts.unusableProviders(), "unusable"));
    }

    private Entry operations() {
        return entry("Operations", "heartbeat", "/operations", Count.broken(alerts.failingChecks(), "failing"));
    }

    private Entry entry(String label, String icon, String href) {
        return entry(label, icon, href, null);
    }

    private Entry entry(String label, String icon, String href, Count count) {
        return new Entry(label, icon, href, section(href).equals(section(current)), count);
    }

    private static String section(String path) {
        int end = path.indexOf('/', 1);
        return end < 0 ? path : path.substring(0, end);
    }
}
