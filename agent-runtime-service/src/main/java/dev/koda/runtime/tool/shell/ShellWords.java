package dev.koda.runtime.tool.shell;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a command line into words and operators as {@code sh} does, keeping what it cannot be sure of visible: quotes are
 * removed, command substitutions are kept as nested lines, variables stay as they are written. Used once.
 */
final class ShellWords {

    /** A word, or an operator such as a pipe or a redirection. */
    record Token(String text, boolean operator, List<String> substitutions) {

        static Token operator(String text) {
            return new Token(text, true, List.of());
        }
    }

    private static final List<String> OPERATORS = List.of(
            "&&", "||", ";;", "|&", ">>", "<<", ">&", "<&", "&>", "|", ";", "&", "(", ")", "{", "}", ">", "<", "\n");

    private final String line;
    private final List<Token> tokens = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private final List<String> substitutions = new ArrayList<>();
    private boolean inWord;
    private int at;

    private ShellWords(String line) {
        this.line = line;
    }

    /** The tokens; what cannot be read as a line of words is a {@link NotUnderstood}. */
    static List<Token> of(String line) {
        return new ShellWords(line).tokens();
    }

    private List<Token> tokens() {
        while (at < line.length()) {
            char c = line.charAt(at);
            switch (c) {
                case '\'' -> singleQuoted();
                case '"' -> doubleQuoted();
                case '\\' -> escaped();
                case '`' -> backquoted();
                case '$' -> dollar();
                case ' ', '\t' -> {
                    endWord();
                    at++;
                }
                case '#' -> commentOrCharacter();
                default -> operatorOrCharacter();
            }
        }
        endWord();
        return tokens;
    }

    private void singleQuoted() {
        int end = line.indexOf('\'', at + 1);
        if (end < 0) {
            throw new NotUnderstood("a quote is not closed");
        }
        append(line.substring(at + 1, end));
        at = end + 1;
    }

    private void doubleQuoted() {
        at++;
        inWord = true;
        while (at < line.length() && line.charAt(at) != '"') {
            switch (line.charAt(at)) {
                case '\\' -> escaped();
                case '`' -> backquoted();
                case '$' -> dollar();
                default -> append(String.valueOf(line.charAt(at++)));
            }
        }
        if (at >= line.length()) {
            throw new NotUnderstood("a quote is not closed");
        }
        at++;
    }

    private void escaped() {
        if (at + 1 >= line.length()) {
            throw new NotUnderstood("a backslash ends the line");
        }
        append(String.valueOf(line.charAt(at + 1)));
        at += 2;
    }

    private void backquoted() {
        int end = line.indexOf('`', at + 1);
        if (end < 0) {
            throw new NotUnderstood("a backquote is not closed");
        }
        substitute(line.substring(at + 1, end));
        at = end + 1;
    }

    private void dollar() {
        if (line.startsWith("$(", at) && !line.startsWith("$((", at)) {
            int end = closing(at + 2);
            substitute(line.substring(at + 2, end));
            at = end + 1;
            return;
        }
        append("$");
        at++;
    }

    /** The parenthesis that closes the one before the given place. */
    private int closing(int from) {
        int depth = 1;
        for (int i = from; i < line.length(); i++) {
            depth += line.charAt(i) == '(' ? 1 : line.charAt(i) == ')' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        throw new NotUnderstood("a substitution is not closed");
    }

    private void commentOrCharacter() {
        if (inWord) {
            append("#");
            at++;
            return;
        }
        int end = line.indexOf('\n', at);
        at = end < 0 ? line.length() : end;
    }

    private void operatorOrCharacter() {
        for (String operator : OPERATORS) {
            if (line.startsWith(operator, at) && !(operator.matches("[{}]") && inWord)) {
                refuseProcessSubstitution(operator);
                endWord();
                tokens.add(Token.operator(operator));
                at += operator.length();
                return;
            }
        }
        append(String.valueOf(line.charAt(at++)));
    }

    private void refuseProcessSubstitution(String operator) {
        boolean redirect = operator.equals("<") || operator.equals(">");
        if (redirect && at + 1 < line.length() && line.charAt(at + 1) == '(') {
            throw new NotUnderstood("process substitution");
        }
        if (operator.equals("<<")) {
            throw new NotUnderstood("a here-document");
        }
    }

    private void substitute(String nested) {
        substitutions.add(nested);
        append("$()");
    }

    private void append(String text) {
        word.append(text);
        inWord = true;
    }

    private void endWord() {
        if (inWord) {
            tokens.add(new Token(word.toString(), false, List.copyOf(substitutions)));
        }
        word.setLength(0);
        substitutions.clear();
        inWord = false;
    }
}
