package io.crier.migration;

import io.crier.migration.Script.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a migration must not do, since Criers of the version before go on reading and writing while
 * it runs and afterwards: lock a table for as long as it is large, or take away what they use.
 *
 * <p>What is taken away must be said to be unused, in a comment before the statement: {@code --
 * unused since 0.3: …}. What is not known to be harmless is refused.
 */
final class Rules {
    private static final String NAME = "((?:\"[^\"]+\"|[\\w$]+)(?: \\. (?:\"[^\"]+\"|[\\w$]+))?)";
    private static final Pattern NEW_TABLE =
            Pattern.compile("CREATE (?:UNLOGGED )?TABLE (?:IF NOT EXISTS )?" + NAME + "\\b.*");
    private static final Pattern INDEX =
            Pattern.compile(
                    "CREATE (?:UNIQUE )?INDEX (CONCURRENTLY )?(?:IF NOT EXISTS )?"
                            + NAME
                            + " ON (?:ONLY )?"
                            + NAME
                            + "\\b.*");
    private static final Pattern ALTERED =
            Pattern.compile(
                    "ALTER TABLE (?:IF EXISTS )?(?:ONLY )?" + NAME + " (?:\\* )?(?<actions>.*)");
    private static final Pattern WRITTEN =
            Pattern.compile(
                    "(?:UPDATE (?:ONLY )?|DELETE FROM (?:ONLY )?|INSERT INTO )" + NAME + "\\b.*");
    private static final Pattern UNUSED = Pattern.compile("--\\s*unused since \\d+\\.\\d+.*");
    private static final Pattern VOLATILE_DEFAULT =
            Pattern.compile(".*\\bDEFAULT (?!NOW \\( \\))[\\w$]+ \\(.*");

    /** One row each. */
    private static final Set<String> SMALL = Set.of("LOG");

    private static final Pattern HARMLESS =
            Pattern.compile(
                    "(?:CREATE (?:OR REPLACE )?(?:FUNCTION|PROCEDURE|VIEW|SEQUENCE|STATISTICS|TYPE|DOMAIN)"
                            + "|ALTER (?:FUNCTION|PROCEDURE|SEQUENCE|STATISTICS)|ALTER TYPE "
                            + NAME
                            + " ADD VALUE|COMMENT ON|ANALYZE|SELECT(?!.*[\\w$\"] \\()) .*");
    private static final Pattern CALLED_OTHERWISE =
            Pattern.compile("ALTER (?:FUNCTION|PROCEDURE|SEQUENCE) .* (?:RENAME TO|SET SCHEMA) .*");

    private final Script script;
    private final Set<String> created = new HashSet<>();
    private final Set<String> dropped = new HashSet<>();
    private final List<String> faults = new ArrayList<>();

    private Rules(Script script) {
        this.script = script;
    }

    /** What is wrong with a migration, each fault with what would be right; empty if nothing is. */
    static List<String> faults(Script script) {
        var rules = new Rules(script);
        script.statements().forEach(rules::look);
        return rules.faults;
    }

    private void look(Statement statement) {
        var text = statement.text();
        if (INDEX.matcher(text).matches()) {
            index(text);
        } else if (NEW_TABLE.matcher(text).matches()) {
            createTable(text);
        } else if (text.startsWith("ALTER TABLE ")) {
            alterTable(statement);
        } else if (text.startsWith("DROP ")) {
            drop(statement);
        } else if (WRITTEN.matcher(text).matches()) {
            write(text);
        } else if (text.startsWith("SET ")) {
            set(text);
        } else if (CALLED_OTHERWISE.matcher(text).matches()) {
            if (!isUnused(statement)) {
                refuse(text, GONE);
            }
        } else if (!HARMLESS.matcher(text).matches()) {
            refuse(text, "this is not known to be harmless while others write");
        } else if (text.contains(" SECURITY DEFINER") && !text.contains(" SET SEARCH_PATH ")) {
            refuse(text, "with its owner's rights, it must SET search_path");
        }
        if (!script.inTransaction()
                && !text.startsWith("SET ")
                && !text.contains("INDEX CONCURRENTLY ")) {
            refuse(
                    text,
                    "without a transaction, half of it may stay: give it a migration of its own");
        }
    }

    private void index(String text) {
        var index = INDEX.matcher(text);
        if (!index.matches() || created.contains(index.group(3))) {
            return;
        }
        if (index.group(1) == null) {
            refuse(
                    text,
                    "it locks out writers: CREATE INDEX CONCURRENTLY, in a migration of its own");
            return;
        }
        concurrently(text);
        if (!dropped.contains(index.group(2))) {
            refuse(
                    text,
                    "a failed attempt leaves an invalid index: DROP INDEX CONCURRENTLY IF EXISTS before it");
        }
    }

    private void concurrently(String text) {
        if (script.inTransaction()) {
            refuse(text, "CONCURRENTLY needs a .conf beside it with executeInTransaction=false");
        }
        if (script.statements().stream()
                .noneMatch(it -> it.text().startsWith("SET LOCK_TIMEOUT "))) {
            refuse(
                    text,
                    "it waits for all transactions that are open: SET lock_timeout to as long as they take");
        }
    }

    private void createTable(String text) {
        var table = NEW_TABLE.matcher(text);
        if (table.matches()) {
            created.add(table.group(1));
        }
    }

    private void alterTable(Statement statement) {
        var altered = ALTERED.matcher(statement.text());
        if (altered.matches() && created.contains(altered.group(1))) {
            return;
        }
        if (!altered.matches()) {
            refuse(statement.text(), "this is not known to be harmless while others write");
            return;
        }
        for (var action : actions(altered.group("actions"))) {
            var fault = alteration(action);
            if (fault != null && !(fault.equals(GONE) && isUnused(statement))) {
                refuse(action, fault);
            }
        }
    }

    /** Between commas that stand in no parentheses. */
    private static List<String> actions(String all) {
        var actions = new ArrayList<String>();
        var depth = 0;
        var action = new ArrayList<String>();
        for (var token : all.split(" ", -1)) {
            depth += token.equals("(") ? 1 : token.equals(")") ? -1 : 0;
            if (token.equals(",") && depth == 0) {
                actions.add(String.join(" ", action));
                action.clear();
            } else {
                action.add(token);
            }
        }
        actions.add(String.join(" ", action));
        return actions;
    }

    private static final String GONE =
            "the version before may use it; once none does, say so before it: -- unused since 0.3: …";

    private static final Pattern VALIDATED =
            Pattern.compile("ADD (?:CONSTRAINT " + NAME + " )?(?:CHECK|FOREIGN KEY|NOT NULL)\\b.*");
    private static final Pattern INDEXED =
            Pattern.compile("ADD (?:CONSTRAINT " + NAME + " )?(?:UNIQUE|PRIMARY KEY|EXCLUDE)\\b.*");
    private static final Pattern KEPT_FIGURES =
            Pattern.compile(
                    "(?:ALTER (?:COLUMN )?"
                            + NAME
                            + " (?:SET (?:STATISTICS|STORAGE|DEFAULT) .*|DROP (?:DEFAULT|NOT NULL))|(?:SET|RESET) \\( .*|DROP CONSTRAINT .*)");

    private static @Nullable String alteration(String action) {
        if (VALIDATED.matcher(action).matches()) {
            return action.endsWith(" NOT VALID")
                    ? null
                    : "it reads the whole table under a lock: NOT VALID, and VALIDATE in the next migration";
        }
        if (INDEXED.matcher(action).matches()) {
            return action.contains(" USING INDEX ")
                    ? null
                    : "it builds an index under a lock: CREATE UNIQUE INDEX CONCURRENTLY before, and USING INDEX";
        }
        if (action.startsWith("ADD ")) {
            return addition(action);
        }
        if (action.startsWith("VALIDATE CONSTRAINT ") || KEPT_FIGURES.matcher(action).matches()) {
            return null;
        }
        if (action.startsWith("DROP ") || action.startsWith("RENAME ")) {
            return GONE;
        }
        return "this is not known to be harmless while others write";
    }

    private static @Nullable String addition(String action) {
        if (action.contains(" NOT NULL") && !action.contains(" DEFAULT ")) {
            return "the version before inserts rows without it: DEFAULT, or no NOT NULL";
        }
        if (VOLATILE_DEFAULT.matcher(action).matches()
                || action.matches(".* (?:GENERATED|BIGSERIAL|SERIAL|SMALLSERIAL)\\b.*")) {
            return "it writes every row anew: a constant DEFAULT, or none";
        }
        if (action.matches(".* (?:UNIQUE|PRIMARY KEY|REFERENCES|CHECK)\\b.*")) {
            return "it looks at every row, or builds an index, under a lock: a constraint of its own, NOT VALID";
        }
        return null;
    }

    private void drop(Statement statement) {
        var text = statement.text();
        if (text.startsWith("DROP INDEX ")) {
            if (!text.startsWith("DROP INDEX CONCURRENTLY ")) {
                refuse(
                        text,
                        "it locks everybody out: DROP INDEX CONCURRENTLY, in a migration of its own");
                return;
            }
            concurrently(text);
            dropped.add(text.replaceFirst("DROP INDEX CONCURRENTLY (?:IF EXISTS )?", ""));
        } else if (!isUnused(statement)) {
            refuse(text, GONE);
        }
    }

    private static boolean isUnused(Statement statement) {
        return UNUSED.matcher(statement.comment()).find();
    }

    private void write(String text) {
        var written = WRITTEN.matcher(text);
        if (!written.matches()
                || created.contains(written.group(1))
                || SMALL.contains(written.group(1))) {
            return;
        }
        if (!text.matches("INSERT INTO .* VALUES .*")) {
            refuse(
                    text,
                    "it locks rows for as long as it takes: let the application do it, in chunks");
        }
    }

    private void set(String text) {
        if (script.inTransaction() && text.matches("SET (?:LOCAL |SESSION )?LOCK_TIMEOUT .*")) {
            refuse(text, "the connection has one already, and others wait behind whoever waits");
        }
    }

    private void refuse(String text, String why) {
        var shown = text.length() > 100 ? text.substring(0, 100) + " …" : text;
        faults.add("%s: %s — %s".formatted(script.name(), shown, why));
    }
}
