package io.crier.announcement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crier.refusal.InvalidInput;
import io.crier.refusal.Violation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryReaderTests {
    @Test
    void readsEveryParameter() {
        var query =
                QueryReader.query(
                        Map.of(
                                "topic", List.of("Climate", "HOUSING"),
                                "status", List.of("moved-online"),
                                "attendance", List.of("in-person"),
                                "language", List.of("pt-BR"),
                                "source", List.of("s"),
                                "from", List.of("2027-03-04"),
                                "to", List.of("2027-03-05"),
                                "phase", List.of("live", "upcoming"),
                                "sort", List.of("-updated"),
                                "limit", List.of("7")));
        assertThat(query.filter())
                .isEqualTo(
                        new Filter(
                                null,
                                Map.of(
                                        Facet.TOPIC, Set.of("climate", "housing"),
                                        Facet.STATUS, Set.of("moved-online"),
                                        Facet.ATTENDANCE, Set.of("in-person"),
                                        Facet.LANGUAGE, Set.of("pt-br"),
                                        Facet.SOURCE, Set.of("s")),
                                null,
                                Instant.parse("2027-03-04T00:00:00Z"),
                                Instant.parse("2027-03-06T00:00:00Z")));
        assertThat(query.phases()).containsExactlyInAnyOrder(Phase.LIVE, Phase.UPCOMING);
        assertThat(query.sort()).isEqualTo(Sort.UPDATED_DESCENDING);
        assertThat(query.limit()).isEqualTo(7);
    }

    @Test
    void asksForTwentyByStartWhereNothingIsSaid() {
        assertThat(QueryReader.query(Map.of()))
                .isEqualTo(new Query(Filter.ALL, Set.of(), Sort.START, 20, null));
    }

    @Test
    void aFilterGivesTheParametersThatAskForIt() {
        var filter =
                QueryReader.filter(
                        Map.of(
                                "topic", List.of("b", "A"),
                                "status", List.of("cancelled"),
                                "from", List.of("2027-03-04T17:00:00+01:00"),
                                "since", List.of("x")),
                        Set.of("since"));
        assertThat(filter.parameters())
                .isEqualTo(
                        Map.of(
                                "topic", List.of("a", "b"),
                                "status", List.of("cancelled"),
                                "from", List.of("2027-03-04T16:00:00Z")));
        assertThat(QueryReader.filter(filter.parameters(), Set.of())).isEqualTo(filter);
    }

    @Test
    void anUnescapedPlusIsThePlusOfAnOffset() {
        assertThat(
                        QueryReader.query(Map.of("from", List.of("2027-03-04T17:00:00 01:00")))
                                .filter()
                                .from())
                .isEqualTo(Instant.parse("2027-03-04T16:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "limit, 0",
        "limit, 101",
        "limit, 100000",
        "limit, x",
        "limit, 1.5",
        "limit, 99999999999",
        "sort, newest",
        "sort, relevance",
        "phase, now",
        "status, on",
        "attendance, remote",
        "from, yesterday",
        "to, 2027-13-01",
        "page, x",
        "topic, ''",
        "titel, x"
    })
    void namesTheParameterAtFault(String name, String value) {
        assertThatThrownBy(() -> QueryReader.query(Map.of(name, List.of(value))))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        refusal ->
                                assertThat(refusal.violations())
                                        .extracting(Violation::field)
                                        .containsExactly(name));
    }

    @Test
    void whatMovesWithTheClockIsNoFilterOfAStream() {
        assertThatThrownBy(
                        () -> QueryReader.filter(Map.of("phase", List.of("live")), Set.of("since")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("phase");
    }

    @Test
    void aPageBelongsToItsQuery() {
        var asked = QueryReader.query(Map.of("topic", List.of("climate")));
        var token =
                new PageToken(
                        asked.fingerprint(),
                        new Cursor("e", 7),
                        Samples.NOW,
                        PageToken.Direction.FORTH,
                        asked.key(Findable.of(Samples.announcement(Samples.webinar()))));
        var page = List.of(token.toString());

        assertThat(
                        QueryReader.query(
                                        Map.of(
                                                "topic",
                                                List.of("CLIMATE"),
                                                "page",
                                                page,
                                                "limit",
                                                List.of("3")))
                                .page())
                .isEqualTo(token);
        assertThatThrownBy(
                        () -> QueryReader.query(Map.of("topic", List.of("housing"), "page", page)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("page");
        assertThatThrownBy(() ->
                        QueryReader.query(
                                Map.of(
                                        "topic",
                                        List.of("climate"),
                                        "sort",
                                        List.of("-start"),
                                        "page",
                                        page)))
                .isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() ->
                        QueryReader.query(
                                Map.of(
                                        "topic",
                                        List.of("climate"),
                                        "phase",
                                        List.of("live"),
                                        "page",
                                        page)))
                .isInstanceOf(InvalidInput.class);
    }
}
