package io.crier.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.TestDatabase;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is matched here is matched by PostgreSQL, and what is not is not. */
class TextQueryIntegrationTests {
    private static final TestDatabase DATABASE = TestDatabase.fresh();

    private record Pair(TextQuery query, SearchText text) {}

    private record Verdict(boolean matches, boolean all, boolean some) {}

    @Test
    void agreesWithPostgresOnThousandsOfPairs() throws SQLException {
        var random = new Random(20261123);
        var pairs = IntStream.range(0, 6_000).mapToObj(i -> pair(random)).toList();

        var theirs = verdicts(pairs);

        for (var i = 0; i < pairs.size(); i++) {
            assertThat(ours(pairs.get(i)))
                    .as("%s in %s", pairs.get(i).query, pairs.get(i).text)
                    .isEqualTo(theirs.get(i));
        }
        // Else the texts and the queries do not meet, and all agree on nothing.
        assertThat(theirs).filteredOn(Verdict::matches).hasSizeBetween(600, 5_400);
        assertThat(theirs).filteredOn(Verdict::all).hasSizeGreaterThan(200);
        assertThat(theirs).filteredOn(Verdict::some).hasSizeGreaterThan(300);
        assertThat(theirs).filteredOn(one -> one.matches && !one.some).hasSizeGreaterThan(300);
        assertThat(theirs).filteredOn(one -> one.some && !one.all).hasSizeGreaterThan(50);
    }

    @Test
    void readsItsOwnSpellingOfAQueryAsTheSame() {
        var random = new Random(11);
        for (var i = 0; i < 3_000; i++) {
            var query = TextQuery.parse(RandomTexts.query(random));
            var again = TextQuery.parse(query.toString());
            assertThat(again).isEqualTo(query);
            assertThat(again.tsquery()).isEqualTo(query.tsquery());
        }
    }

    @Test
    void agreesWithPostgresAtTheLimits() throws SQLException {
        var many = String.join(" ", Collections.nCopies(9_998, "a"));
        var random = new Random(5);
        var different =
                String.join(
                        " ",
                        Stream.generate(() -> RandomTexts.odd(random, 90)).limit(9_000).toList());
        var texts =
                Stream.of(
                                List.of(many + " b c d"),
                                List.of("a b ".repeat(300) + "a c a d"),
                                List.of(different, "end"),
                                List.of("\uFDFA".repeat(90_000)),
                                List.of(unlike(10_000)),
                                Collections.nCopies(20_000, "a b"))
                        .map(passages -> SearchText.of("el", passages.getFirst(), passages))
                        .toList();
        var twenty = IntStream.range(0, 20).mapToObj(i -> "élection" + i).toList();
        var queries =
                Stream.of(
                                "\"a b\"",
                                "\"a c\"",
                                "\"a d\"",
                                "\"b c d\"",
                                "\"b a b\"",
                                "end",
                                "\uFDFA",
                                "a -\"a d\"",
                                String.join(" ", twenty),
                                '"' + String.join(" ", twenty) + '"',
                                "a -" + String.join(" -", twenty.subList(0, 19)))
                        .map(TextQuery::parse)
                        .toList();
        var pairs =
                texts.stream()
                        .flatMap(text -> queries.stream().map(query -> new Pair(query, text)))
                        .toList();

        var theirs = verdicts(pairs);

        assertThat(pairs.stream().map(TextQueryIntegrationTests::ours)).isEqualTo(theirs);
        assertThat(theirs).anyMatch(Verdict::matches).anyMatch(one -> !one.matches);
    }

    /** Words of three octets a letter, each another: as much as a vector must hold. */
    private static String unlike(int words) {
        var text = new StringBuilder();
        for (var i = 0; i < words; i++) {
            text.append("ᚠ".repeat(90)).append(Integer.toString(i, 36)).append(' ');
        }
        return text.toString();
    }

    private static Pair pair(Random random) {
        var passages = new ArrayList<String>();
        while (random.nextBoolean()) {
            passages.add(RandomTexts.text(random, 25));
        }
        return new Pair(
                TextQuery.parse(RandomTexts.query(random)),
                SearchText.of(
                        RandomTexts.language(random), RandomTexts.text(random, 10), passages));
    }

    private static Verdict ours(Pair pair) {
        var matches = pair.query.matches(pair.text);
        var rank = pair.query.rank(pair.text);
        return new Verdict(
                matches, matches && rank == Rank.ALL_IN_TITLE, matches && rank != Rank.ELSEWHERE);
    }

    private static List<Verdict> verdicts(List<Pair> pairs) throws SQLException {
        try (var connection = DATABASE.connect();
                var statement =
                        connection.prepareStatement(
                                """
                                SELECT CAST(vector AS tsvector) @@ CAST(query AS tsquery),
                                       CAST(vector AS tsvector) @@ CAST(all_in_title AS tsquery),
                                       CAST(vector AS tsvector) @@ CAST(some_in_title AS tsquery)
                                  FROM unnest(?, ?, ?, ?) WITH ORDINALITY
                                    AS pair (vector, query, all_in_title, some_in_title, place)
                                 ORDER BY place
                                """)) {
            statement.setArray(1, texts(connection, pairs, pair -> pair.text.tsvector()));
            statement.setArray(2, texts(connection, pairs, pair -> pair.query.tsquery()));
            statement.setArray(3, texts(connection, pairs, pair -> pair.query.tsqueryAllInTitle()));
            statement.setArray(
                    4, texts(connection, pairs, pair -> pair.query.tsquerySomeInTitle()));
            var verdicts = new ArrayList<Verdict>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    verdicts.add(
                            new Verdict(
                                    rows.getBoolean(1), rows.getBoolean(2), rows.getBoolean(3)));
                }
            }
            return verdicts;
        }
    }

    private static Array texts(Connection connection, List<Pair> pairs, Function<Pair, String> text)
            throws SQLException {
        return connection.createArrayOf("text", pairs.stream().map(text).toArray(String[]::new));
    }
}
