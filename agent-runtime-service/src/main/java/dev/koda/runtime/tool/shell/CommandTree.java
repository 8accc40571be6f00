package dev.koda.runtime.tool.shell;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Every command that a line would run, wherever it hides: behind pipes and lists, in substitutions, as the argument of a
 * wrapper such as {@code env} or {@code xargs}, and in the text handed to another shell.
 *
 * @param commands each as its own argument list, outermost first
 * @param words all words of the line, for judging what they name
 */
record CommandTree(List<List<String>> commands, List<String> words) {
    private static final int DEEPEST = 8;
    private static final Pattern ASSIGNMENT = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*=.*", Pattern.DOTALL);
    private static final Set<String> SHELLS = Set.of("sh", "bash", "dash", "zsh", "ksh", "ash");

    /** Commands that run what follows their own options. */
    private static final Set<String> WRAPPERS = Set.of(
            "env",
            "nice",
            "nohup",
            "time",
            "timeout",
            "xargs",
            "command",
            "exec",
            "setsid",
            "stdbuf",
            "ionice",
            "busybox",
            "flock",
            "unshare",
            "chroot",
            "watch",
            "parallel",
            "sudo",
            "doas",
            "builtin");

    private static final Set<String> KEYWORDS =
            Set.of("if", "then", "else", "elif", "fi", "while", "until", "do", "done", "!", "time");

    private static final Set<String> REFUSED_KEYWORDS =
            Set.of("for", "case", "select", "function", "eval", "source", ".", "alias", "trap");

    static CommandTree of(String line) {
        var tree = new CommandTree(new ArrayList<>(), new ArrayList<>());
        tree.read(line, 0);
        return tree;
    }

    private void read(String line, int depth) {
        if (depth > DEEPEST) {
            throw new NotUnderstood("too deeply nested");
        }
        List<String> command = new ArrayList<>();
        boolean redirected = false;
        for (ShellWords.Token token : ShellWords.of(line)) {
            token.substitutions().forEach(nested -> read(nested, depth + 1));
            if (!token.operator()) {
                words.add(token.text());
                if (!redirected) {
                    command.add(token.text());
                }
                redirected = false;
            } else if (token.text().startsWith(">")
                    || token.text().startsWith("<")
                    || token.text().equals("&>")) {
                redirected = true;
            } else {
                take(command, depth);
                command = new ArrayList<>();
            }
        }
        take(command, depth);
    }

    private void take(List<String> words, int depth) {
        int start = 0;
        while (start < words.size()
                && (KEYWORDS.contains(words.get(start))
                        || ASSIGNMENT.matcher(words.get(start)).matches())) {
            start++;
        }
        if (start == words.size()) {
            return;
        }
        List<String> command = List.copyOf(words.subList(start, words.size()));
        refuseUnclear(command.getFirst());
        commands.add(command);
        String program = program(command);
        if (SHELLS.contains(program)) {
            takeShell(command, depth);
        } else if (WRAPPERS.contains(program)) {
            takeWrapped(command, depth);
        } else if ("find".equals(program)) {
            takeFind(command, depth);
        }
    }

    private static void refuseUnclear(String name) {
        if (name.contains("$") || name.contains("*") || name.contains("?")) {
            throw new NotUnderstood("the command's name is computed");
        }
        if (REFUSED_KEYWORDS.contains(name)) {
            throw new NotUnderstood("`" + name + "`");
        }
    }

    private void takeShell(List<String> command, int depth) {
        int text = -1;
        for (int i = 1; i < command.size() && text < 0; i++) {
            if (command.get(i).matches("-[a-z]*c[a-z]*")) {
                text = i + 1;
            }
        }
        if (text < 0 && command.size() == 1) {
            throw new NotUnderstood("a shell that reads its commands from elsewhere");
        }
        if (text > 0 && text < command.size()) {
            if (command.get(text).contains("$")) {
                throw new NotUnderstood("a computed command for another shell");
            }
            read(command.get(text), depth + 1);
        }
    }

    /** Skips options, their values where they look like values, and assignments; the rest is the command within. */
    private void takeWrapped(List<String> command, int depth) {
        int start = 1;
        while (start < command.size()
                && (command.get(start).startsWith("-")
                        || ASSIGNMENT.matcher(command.get(start)).matches()
                        || command.get(start).matches("[0-9.]+[smhd]?"))) {
            start++;
        }
        if (start < command.size()) {
            take(new ArrayList<>(command.subList(start, command.size())), depth);
        }
    }

    private void takeFind(List<String> command, int depth) {
        Set<String> runs = new HashSet<>(Set.of("-exec", "-execdir", "-ok", "-okdir"));
        for (int i = 1; i < command.size(); i++) {
            if (runs.contains(command.get(i)) && i + 1 < command.size()) {
                take(new ArrayList<>(command.subList(i + 1, command.size())), depth);
            }
        }
    }

    /** The program's plain name. */
    static String program(List<String> command) {
        String name = command.getFirst();
        return name.substring(name.lastIndexOf('/') + 1);
    }
}
