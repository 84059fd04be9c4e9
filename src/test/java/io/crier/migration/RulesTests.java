package io.crier.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RulesTests {
    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");
    private static final Pattern VERSION = Pattern.compile("V(\\d+)__\\w+\\.sql");

    /** Those up to here were written before there was anybody who ran the version before. */
    private static final int LAST_WITHOUT_RULES = 7;

    private static List<String> faults(String sql) {
        return Rules.faults(Script.of("V99__seeded.sql", sql, ""));
    }

    private static List<String> faultsOutsideOfATransaction(String sql) {
        return Rules.faults(Script.of("V99__seeded.sql", sql, "executeInTransaction=false"));
    }

    private static Script read(Path file) throws IOException {
        var configuration = file.resolveSibling(file.getFileName() + ".conf");
        return Script.of(
                file.getFileName().toString(),
                Files.readString(file),
                Files.exists(configuration) ? Files.readString(configuration) : "");
    }

    private static List<Script> scripts(boolean underRules) throws IOException {
        var scripts = new ArrayList<Script>();
        try (var files = Files.newDirectoryStream(MIGRATIONS, "*.sql")) {
            for (var file : files) {
                var version = VERSION.matcher(file.getFileName().toString());
                assertThat(version.matches()).as(file.toString()).isTrue();
                if (Integer.parseInt(version.group(1)) > LAST_WITHOUT_RULES == underRules) {
                    scripts.add(read(file));
                }
            }
        }
        return scripts;
    }

    @Test
    void everyMigrationKeepsTheRules() throws IOException {
        var scripts = scripts(true);
        assertThat(scripts).isNotEmpty();
        assertThat(scripts.stream().flatMap(script -> Rules.faults(script).stream())).isEmpty();
    }

    /** Of those that are real, so that not only what was made up for it is found. */
    @Test
    void theFirstOnesWouldNotHave() throws IOException {
        var faults =
                scripts(false).stream().flatMap(script -> Rules.faults(script).stream()).toList();
        assertThat(faults)
                .anySatisfy(it -> assertThat(it).contains("V3__", "DROP FUNCTION PRUNE"))
                .anySatisfy(it -> assertThat(it).contains("V4__", "CREATE INDEX", "CONCURRENTLY"))
                .anySatisfy(it -> assertThat(it).contains("V6__", "DROP COLUMN STATUS"))
                .noneSatisfy(it -> assertThat(it).contains("V1__"))
                .noneSatisfy(it -> assertThat(it).contains("V2__"));
    }

    /** What a migration in Java does cannot be looked at; the one that there is came before. */
    @Test
    void noneIsHiddenInJava() throws IOException {
        try (var sources = Files.walk(Path.of("src/main/java"))) {
            var hidden = new ArrayList<String>();
            for (var source : sources.filter(it -> it.toString().endsWith(".java")).toList()) {
                if (Files.readString(source).matches("(?s).*\\b(?:Base)?JavaMigration\\b.*")) {
                    hidden.add(source.getFileName().toString());
                }
            }
            assertThat(hidden).containsExactly("Refiling.java");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE INDEX i ON announcement (version)",
                "CREATE UNIQUE INDEX IF NOT EXISTS i ON ONLY public.announcement (version)",
                "create\n index -- CONCURRENTLY\n i on announcement (version)",
                "DROP INDEX i",
                "ALTER TABLE announcement ADD COLUMN a text NOT NULL",
                "ALTER TABLE announcement ADD a text, ADD b int NOT NULL",
                "ALTER TABLE announcement ADD COLUMN a uuid NOT NULL DEFAULT gen_random_uuid()",
                "ALTER TABLE announcement ADD COLUMN a timestamptz DEFAULT clock_timestamp()",
                "ALTER TABLE announcement ADD COLUMN a bigserial",
                "ALTER TABLE announcement ADD COLUMN a bigint GENERATED ALWAYS AS (version * 2) STORED",
                "ALTER TABLE announcement ADD COLUMN a bigint UNIQUE",
                "ALTER TABLE announcement ADD COLUMN a uuid REFERENCES source",
                "ALTER TABLE announcement ALTER COLUMN version TYPE numeric",
                "ALTER TABLE announcement ALTER version SET DATA TYPE numeric",
                "ALTER TABLE announcement ALTER COLUMN starts_at SET NOT NULL",
                "ALTER TABLE announcement DROP COLUMN version",
                "ALTER TABLE announcement DROP version",
                "ALTER TABLE announcement RENAME COLUMN version TO edition",
                "ALTER TABLE announcement RENAME TO news",
                "ALTER FUNCTION append_timed(jsonb, jsonb) RENAME TO append_later",
                "SELECT refile_everything()",
                "ALTER TABLE announcement ADD CONSTRAINT c CHECK (version > 0)",
                "ALTER TABLE announcement ADD CONSTRAINT c UNIQUE (version)",
                "ALTER TABLE announcement ADD PRIMARY KEY (id)",
                "ALTER TABLE change ADD FOREIGN KEY (announcement_id) REFERENCES announcement",
                "ALTER TABLE announcement SET UNLOGGED",
                "ALTER TABLE announcement SET TABLESPACE other",
                "ALTER TABLE announcement OWNER TO other",
                "DROP TABLE change",
                "DROP FUNCTION prune(timestamptz, bigint, integer)",
                "-- it is not in use any more\nDROP TABLE change",
                "UPDATE announcement SET version = version",
                "DELETE FROM change WHERE at < now()",
                "INSERT INTO change SELECT * FROM change",
                "WITH gone AS (DELETE FROM change RETURNING 1) SELECT count(*) FROM gone",
                "TRUNCATE change",
                "LOCK TABLE change",
                "VACUUM FULL change",
                "CLUSTER change USING change_pkey",
                "REINDEX TABLE change",
                "DO $$ BEGIN DELETE FROM change; END $$",
                "GRANT SELECT ON change TO other",
                "CREATE ROLE other",
                "SET lock_timeout = 0",
                "SET LOCAL lock_timeout = '1h'",
                "CREATE FUNCTION f() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'",
                "CREATE TABLE t (id int); CREATE INDEX i ON announcement (version)",
                "CREATE INDEX CONCURRENTLY i ON announcement (version)",
                "SET lock_timeout = '1min'; DROP INDEX CONCURRENTLY IF EXISTS i;"
                        + " CREATE INDEX CONCURRENTLY i ON announcement (version)"
            })
    void refuses(String sql) {
        assertThat(faults(sql)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE UNLOGGED TABLE u (id int); CREATE INDEX j ON u (id); CREATE TABLE t (id int PRIMARY KEY, name text NOT NULL); CREATE INDEX i ON t (name);"
                        + " ALTER TABLE t ALTER COLUMN name TYPE varchar; INSERT INTO t SELECT 1, 'a';"
                        + " UPDATE t SET name = 'b'",
                "ALTER TABLE announcement ADD COLUMN a text",
                "ALTER TABLE announcement ADD COLUMN a text NOT NULL DEFAULT '', ADD b timestamptz DEFAULT now()",
                "ALTER TABLE announcement ADD COLUMN a text[] NOT NULL DEFAULT '{}'",
                "ALTER TABLE announcement ADD CONSTRAINT c CHECK (version > 0) NOT VALID",
                "ALTER TABLE announcement VALIDATE CONSTRAINT c",
                "ALTER TABLE announcement ADD CONSTRAINT c UNIQUE USING INDEX i",
                "ALTER TABLE announcement ALTER COLUMN terms SET STATISTICS 500",
                "ALTER TABLE announcement ALTER COLUMN version DROP NOT NULL",
                "-- unused since 0.3: facets are counted from terms\nALTER TABLE announcement DROP COLUMN counted",
                "-- unused since 0.2: append_timed() took its place\nDROP FUNCTION append(jsonb, jsonb)",
                "UPDATE log SET place = NULL",
                "INSERT INTO source (id, url) VALUES (gen_random_uuid(), 'https://example.org')",
                "CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $body$ BEGIN"
                        + " DELETE FROM change; EXECUTE 'DROP TABLE change'; RETURN 1; END $body$",
                "/* DROP TABLE change; */ SELECT 'DROP TABLE change;', \"DROP TABLE\" FROM log; --DROP TABLE change;"
            })
    void accepts(String sql) {
        assertThat(faults(sql)).isEmpty();
    }

    @Test
    void buildsAnIndexBesideTheWritersInAMigrationOfItsOwn() {
        var right =
                "SET lock_timeout = '1min'; DROP INDEX CONCURRENTLY IF EXISTS i;"
                        + " CREATE INDEX CONCURRENTLY i ON announcement (version)";
        assertThat(faultsOutsideOfATransaction(right)).isEmpty();
        assertThat(faultsOutsideOfATransaction(right.replace("IF EXISTS i;", "IF EXISTS j;")))
                .singleElement()
                .asString()
                .contains("invalid index");
        assertThat(faultsOutsideOfATransaction(right.replaceFirst("SET[^;]*;", ""))).isNotEmpty();
        assertThat(faultsOutsideOfATransaction(right + "; CREATE TABLE t (id int)"))
                .singleElement()
                .asString()
                .contains("migration of its own");
    }

    @Test
    void takesAScriptApart() {
        var script =
                Script.of(
                        "V99__seeded.sql",
                        "-- one\nSELECT 'a;''b', E'c\\';', $$d;$$, $x$e;$$;$x$::text; /* two; */ SELECT \"f;g\"",
                        "");
        assertThat(script.statements())
                .containsExactly(
                        new Script.Statement("SELECT '' , '' , '' , '' :: TEXT", "-- one\n"),
                        new Script.Statement("SELECT \"f;g\"", "/* two; */\n"));
    }
}
