package io.crier.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crier.announcement.Facet;
import io.crier.board.View.Days;
import io.crier.board.View.Month;
import io.crier.refusal.InvalidInput;
import io.crier.refusal.Violation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

class ViewReaderTests {
    private static final Instant NOW = Instant.parse("2026-12-31T23:30:00Z");

    private static View read(String query) {
        return ViewReader.read(parameters(query), NOW);
    }

    private static MultiValueMap<String, String> parameters(String query) {
        var parameters = new LinkedMultiValueMap<String, String>();
        UriComponentsBuilder.fromUriString("/?" + query)
                .build()
                .getQueryParams()
                .forEach((name, values) ->
                        values.forEach(value ->
                                parameters.add(
                                        name,
                                        value == null
                                                ? null
                                                : UriUtils.decode(value, StandardCharsets.UTF_8))));
        return parameters;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "topic=climate|/?topic=climate",
                "lang=fr&topic=Logement%20social&q=a%26b|/?q=a%26b&topic=Logement%20social&lang=fr",
                "near=50.85,4.35&radius=10|/?near=50.85,4.35&radius=10",
                "topic=a&topic=b&topic=a|/?topic=a&topic=b",
                "board|/?board",
                "board=1&view=month|/?view=month&board",
                "month=2027-03&view=month&status=cancelled|/?status=cancelled&view=month&month=2027-03",
                "from=2027-03-04T10:00:00%2B01:00|/?from=2027-03-04T10:00:00%2B01:00",
            })
    void theAddressSaysWhatIsLookedAtInOneOrder(String query, String address) {
        var link = read(query).link().toString();
        assertThat(link).isEqualTo(address);
        assertThat(read(link.substring(2)).link().toString()).isEqualTo(address);
    }

    @Test
    void withoutParametersItIsTheDaysOfEverything() {
        var view = ViewReader.read(Map.of(), NOW);
        assertThat(view.shape()).isEqualTo(new Days());
        assertThat(view.filter().parameters()).isEmpty();
        assertThat(view.link()).hasToString("/");
    }

    @Test
    void theFilterIsTheOneOfTheApi() {
        var view = read("topic=Climate&language=en-GB&from=2027-03-04");
        assertThat(view.filter().facets().get(Facet.TOPIC)).containsExactly("climate");
        assertThat(view.filter().from()).isEqualTo(Instant.parse("2027-03-04T00:00:00Z"));
        assertThat(view.link().api("/v1/stream"))
                .isEqualTo("/v1/stream?topic=Climate&language=en-GB&from=2027-03-04");
    }

    @Test
    void aMonthIsTheOneThatIsAskedForOrElseTheCurrentOneInUtc() {
        assertThat(read("view=month&month=2027-03").shape())
                .isEqualTo(new Month(YearMonth.of(2027, 3), false));
        assertThat(read("view=month").shape()).isEqualTo(new Month(YearMonth.of(2026, 12), true));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "colour=red|colour",
                "sort=start|sort",
                "phase=live|phase",
                "limit=3|limit",
                "attendance=asleep|attendance",
                "near=here|near",
                "from=soon|from",
                "view=week|view",
                "month=2027-03|month",
                "view=month&month=2027-3|month",
                "view=month&month=2300-01|month",
                "view=month&page=abc|page",
                "page=abc|page",
                "lang=pt|lang",
                "board=no|board",
                "lang=fr&lang=de|lang",
            })
    void whatIsNotUnderstoodIsNamed(String query, String name) {
        assertThatThrownBy(() -> read(query))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        refused ->
                                assertThat(refused.violations())
                                        .extracting(Violation::field)
                                        .containsExactly(name));
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        assertThatThrownBy(() -> read("colour=red&view=week&attendance=asleep"))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        refused ->
                                assertThat(refused.violations())
                                        .extracting(Violation::field)
                                        .containsExactlyInAnyOrder("colour", "view", "attendance"));
    }

    @Test
    void otherViewsKeepWhatIsNotChanged() {
        var link = read("topic=a&topic=b&place=Ghent&lang=nl&board").link();
        assertThat(link.withoutValue("topic", "a"))
                .hasToString("/?topic=b&place=Ghent&board&lang=nl");
        assertThat(link.withoutValue("place", "Ghent"))
                .hasToString("/?topic=a&topic=b&board&lang=nl");
        assertThat(link.unfiltered()).hasToString("/?board&lang=nl");
        assertThat(link.inMonth(YearMonth.of(2027, 1)))
                .hasToString(
                        "/?topic=a&topic=b&place=Ghent&view=month&month=2027-01&board&lang=nl");
        assertThat(link.onDay(LocalDate.of(2027, 3, 4)))
                .hasToString(
                        "/?topic=a&topic=b&place=Ghent&from=2027-03-04&to=2027-03-04&board&lang=nl");
        assertThat(link.in("el")).hasToString("/?topic=a&topic=b&place=Ghent&board&lang=el");
        assertThat(link.beside("/announcements/1")).isEqualTo("/announcements/1?lang=nl");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "q=&topic=climate&from=&to=|/?topic=climate",
                "q=&board=|/?board=",
                "a b=1&q=|/?a%20b=1",
                "ä\"<=1&[]=2&q=|/?%C3%A4%22%3C=1&%5B%5D=2",
                "utm_source=letter&utm_medium=mail&q=a|/?q=a",
                "fbclid=x|/",
            })
    void whatSaysNothingIsLeftOutOfTheAddress(String query, String address) {
        assertThat(ViewLink.cleaned(parameters(query))).isEqualTo(address);
    }

    @Test
    void whatSaysSomethingIsLeftAsItIs() {
        assertThat(ViewLink.cleaned(parameters("board&q=a&colour=red"))).isNull();
        assertThat(ViewLink.cleaned(Map.of())).isNull();
    }
}
