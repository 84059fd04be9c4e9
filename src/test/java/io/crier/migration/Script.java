package io.crier.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A migration in SQL, taken apart as PostgreSQL's lexer does (its manual, §4.1): what stands in
 * quotes or comments, the bodies of functions among it, is never mistaken for a statement.
 *
 * @param name of its file
 * @param statements in their order
 * @param inTransaction whether Flyway runs it in one, as it does unless its {@code .conf} says
 *     otherwise
 */
record Script(String name, List<Statement> statements, boolean inTransaction) {
    private static final Pattern TOKEN =
            Pattern.compile(
                    "(?s)(?<comment>--[^\n]*|/\\*.*?\\*/)"
                            + "|(?<text>[eE]'(?:[^'\\\\]|\\\\.|'')*'|[bBxX]?'(?:[^']|'')*'|(?<tag>\\$\\w*\\$).*?\\k<tag>)"
                            + "|(?<quoted>\"(?:[^\"]|\"\")*\")"
                            + "|(?<word>[\\w$]+)"
                            + "|(?<space>\\s+)"
                            + "|(?<mark>::|.)");

    /**
     * @param text in upper case, but for quoted names, with one space between any two tokens and
     *     {@code ''} for every literal
     * @param comment what is said before it and within it
     */
    record Statement(String text, String comment) {}

    static Script of(String name, String sql, String configuration) {
        var statements = new ArrayList<Statement>();
        var text = new ArrayList<String>();
        var comment = new StringBuilder();
        var tokens = TOKEN.matcher(sql);
        while (tokens.find()) {
            if (tokens.group("comment") != null) {
                comment.append(tokens.group()).append('\n');
            } else if (tokens.group("text") != null) {
                text.add("''");
            } else if (tokens.group("quoted") != null) {
                text.add(tokens.group());
            } else if (tokens.group("word") != null) {
                text.add(tokens.group().toUpperCase(Locale.ROOT));
            } else if (tokens.group().equals(";")) {
                add(statements, text, comment);
            } else if (tokens.group("mark") != null) {
                text.add(tokens.group());
            }
        }
        add(statements, text, comment);
        return new Script(
                name,
                List.copyOf(statements),
                !configuration.replace(" ", "").contains("executeInTransaction=false"));
    }

    private static void add(List<Statement> statements, List<String> text, StringBuilder comment) {
        if (!text.isEmpty()) {
            statements.add(new Statement(String.join(" ", text), comment.toString()));
            text.clear();
            comment.setLength(0);
        }
    }
}
