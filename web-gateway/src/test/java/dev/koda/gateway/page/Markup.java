package dev.koda.gateway.page;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a page's tags and says what breaks the rules every page keeps. */
final class Markup {
    private static final Pattern TAG = Pattern.compile("<(/?)([a-z][a-z0-9]*)((?:\"[^\"]*\"|'[^']*'|[^>\"'])*)>");
    private static final Set<String> FIELDS = Set.of("input", "select", "textarea");

    private final String html;
    private final List<String> faults = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private final Set<String> labelled = new HashSet<>();
    private final List<String> unlabelled = new ArrayList<>();
    private final Deque<Integer> named = new ArrayDeque<>();
    private int labels;
    private int headings;
    private int level = 1;

    Markup(String html) {
        this.html = html;
    }

    /** Nothing where all is well. */
    List<String> faults() {
        Matcher tags = TAG.matcher(html);
        while (tags.find()) {
            take(tags.group(1).isEmpty(), tags.group(2), tags.group(3), tags.start(), tags.end());
        }
        if (headings != 1) {
            faults.add(headings + " h1");
        }
        unlabelled.stream().filter(id -> !labelled.contains(id)).forEach(id -> faults.add("no label for " + id));
        return faults;
    }

    private void take(boolean opens, String name, String attributes, int start, int end) {
        if (opens) {
            attributes(name, attributes);
        }
        heading(opens, name);
        label(opens, name, attributes);
        name(opens, name, attributes, start, end);
    }

    private void attributes(String name, String attributes) {
        if (Pattern.compile("\\s(style|on[a-z]+|hx-on[^=]*)\\s*=")
                .matcher(attributes)
                .find()) {
            faults.add("inline style or handler in " + name + attributes);
        }
        String id = value(attributes, "id");
        if (id != null && !ids.add(id)) {
            faults.add("id twice: " + id);
        }
        String source = value(attributes, "src") == null ? value(attributes, "href") : value(attributes, "src");
        if (source != null && source.matches("(https?:)?//.*")) {
            faults.add("another host: " + source);
        }
    }

    private void heading(boolean opens, String name) {
        if (!opens || !name.matches("h[1-6]")) {
            return;
        }
        int now = name.charAt(1) - '0';
        headings += now == 1 ? 1 : 0;
        if (now > level + 1) {
            faults.add("heading level skipped before h" + now);
        }
        level = now;
    }

    private void label(boolean opens, String name, String attributes) {
        if (name.equals("label")) {
            labels += opens ? 1 : -1;
            String field = opens ? value(attributes, "for") : null;
            if (field != null) {
                labelled.add(field);
            }
        }
        boolean shown = opens && FIELDS.contains(name) && !"hidden".equals(value(attributes, "type"));
        if (shown && labels == 0 && value(attributes, "aria-label") == null) {
            unlabelled.add(String.valueOf(value(attributes, "id")));
        }
    }

    /** Links and buttons need words, or a label. */
    private void name(boolean opens, String name, String attributes, int start, int end) {
        if (!name.equals("a") && !name.equals("button")) {
            return;
        }
        if (opens) {
            named.push(value(attributes, "aria-label") == null ? end : -1);
            return;
        }
        int from = named.isEmpty() ? -1 : named.pop();
        if (from >= 0 && html.substring(from, start).replaceAll("<[^>]*>", "").isBlank()) {
            faults.add("no name: " + html.substring(Math.max(0, from - 120), start));
        }
    }

    private static String value(String attributes, String name) {
        Matcher found = Pattern.compile("\\s" + name + "=\"([^\"]*)\"").matcher(attributes);
        return found.find() ? found.group(1) : null;
    }
}
