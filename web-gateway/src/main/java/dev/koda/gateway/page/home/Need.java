package dev.koda.gateway.page.home;

import java.util.List;

import io.quarkus.qute.TemplateData;

/** One thing that needs a person: what, why and since when, and the next act. */
@TemplateData
public record Need(String icon, String tone, String what, String why, String act, String href, boolean primary) {

    static Need failing(String what, String why, String act, String href) {
        return new Need("circle-x", "k-fail", what, why, act, href, true);
    }

    static Need warning(String what, String why, String act, String href) {
        return new Need("alert-triangle", "k-warn", what, why, act, href, false);
    }

    /** One primary act a page: the first need keeps it, the rest become second. */
    static List<Need> onePrimary(List<Need> needs) {
        boolean[] taken = {false};
        return needs.stream()
                .map(need -> {
                    boolean first = need.primary() && !taken[0];
                    taken[0] |= first;
                    return new Need(need.icon(), need.tone(), need.what(), need.why(), need.act(), need.href(), first);
                })
                .toList();
    }
}
