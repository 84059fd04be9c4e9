package io.crier.syndication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.crier.announcement.Announcement;
import io.crier.announcement.Content;
import io.crier.announcement.Party;
import io.crier.announcement.Place;
import io.crier.announcement.Words;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTests {
    private static final Pattern INNER_FORMULA =
            Pattern.compile("[;\t\r\n][\\s\\h\"'\u2018\u2019&&[^\t\r\n]]*[=+\\-@＝＋－＠]");
    private static final Pattern INNER_MARK =
            Pattern.compile("([;\t\r\n][\\s\\h\"'\u2018\u2019&&[^\t\r\n]]*)'(?=[=+\\-@＝＋－＠])");

    private final Format format = new Csv();

    @Test
    void isATableOfAllFields() {
        assertThat(Written.text(format, Written.everything(format), Written.full()))
                .isEqualTo(
                        "\uFEFFid,version,sequence,title,summary,body,language,startsAt,endsAt,timeZone,allDay,"
                                + "previousStartsAt,status,attendance,place.name,place.address,place.locality,"
                                + "place.country,place.latitude,place.longitude,organisers,partners,topics,"
                                + "accessibility,url,registrationUrl,recordingUrl,imageUrl,source.id,source.uid,"
                                + "source.url,publishedAt,updatedAt\r\n"
                                + "01a206f3-e667-72a6-9ada-f13027f133bc,3,1,Streets for <people> & trees,"
                                + "What 30 km/h did in 5 cities.,<p>Come &amp; see.</p>,en-GB,"
                                + "2027-03-04T17:00:00+01:00,2027-03-04T18:30:00+01:00,Europe/Brussels,false,"
                                + "2027-02-25T17:00:00+01:00,rescheduled,hybrid,Town hall,Grote Markt 1,Gent,BE,"
                                + "51.05,-3.7,\"City Network; Town of \"\"Gent\"\"\",\"Trees, Inc.\","
                                + "climate; mobility,sign language,https://net.example/streets?a=1&b=2,"
                                + "https://net.example/register,https://net.example/streets.mp4,"
                                + "https://net.example/streets.jpg,s1,https://town.example/?p=7,"
                                + "https://town.example/,2026-11-03T09:00:00Z,2026-11-23T09:00:00.123456Z\r\n");
    }

    @Test
    void saysInEachCellWhatIsInTheField() throws IOException {
        var announcements = new Anything(3).announcements(400);
        var records = records(announcements);
        assertThat(records).hasSameSizeAs(announcements);
        for (var i = 0; i < records.size(); i++) {
            var record = records.get(i);
            var content = announcements.get(i).content();
            assertThat(record.isConsistent()).isTrue();
            assertThat(record.get("id")).isEqualTo(announcements.get(i).id().toString());
            assertText(record, "title", content.title());
            assertText(record, "summary", content.summary());
            assertText(record, "body", content.body());
            assertText(record, "place.name", place(content.place(), Place::name));
            assertText(record, "place.locality", place(content.place(), Place::locality));
            assertText(record, "organisers", joined(content.organisers(), Party::name));
            assertText(record, "partners", joined(content.partners(), Party::name));
            assertText(record, "topics", joined(content.topics(), topic -> topic));
            assertText(record, "url", string(content.url()));
            assertThat(record.get("startsAt"))
                    .isEqualTo(
                            content.startsAt() == null ? "" : Moments.written(content.startsAt()));
            assertThat(record.get("status")).isEqualTo(Words.of(content.status()));
            assertThat(number(record.get("place.latitude")))
                    .isEqualTo(content.place() == null ? null : content.place().latitude());
            assertThat(number(record.get("place.longitude")))
                    .isEqualTo(content.place() == null ? null : content.place().longitude());
        }
    }

    @Test
    void noCellIsAFormulaButNumbersAreNumbers() throws IOException {
        for (var record : records(new Anything(4).announcements(400))) {
            assertThat(record.toMap())
                    .allSatisfy((column, cell) -> {
                        if (!column.endsWith("itude")) {
                            assertThat(cell.strip()).doesNotStartWith("=").doesNotStartWith("@");
                            assertThat(cell.replaceFirst("^[\"\\s]+", ""))
                                    .doesNotContainPattern("^[=+\\-@＝＋－＠]");
                            assertThat(cell).doesNotContainPattern("^[\t\r\n]");
                        }
                    });
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+1",
                "-1",
                "@SUM(A1)",
                "\t1",
                "\rx",
                "\nx",
                " =1",
                "\"=1",
                "\u00A0=1",
                "＝1",
                "'=1",
                "-"
            })
    void disarmsWhatMayBeCalculated(String text) {
        assertThat(Csv.disarmed(text)).isEqualTo("'" + text);
    }

    /** Where lists are separated by commas, spreadsheets split at semicolons, quoted or not. */
    @Test
    void noCellIsAFormulaWhereOthersThanCommasSeparate() throws IOException {
        var hostile =
                Stream.of(
                                "x;=cmd|' /C calc'!A0;y",
                                "x, y;=1",
                                "x\t@SUM(A1)",
                                "x\n=1",
                                "x, y\r\n+1",
                                "; \"-1",
                                ";\t ＝1",
                                "x;;=1",
                                "x;'=1")
                        .map(title -> Content.titled(title).topics(List.of("one", "-two")).build())
                        .map(Written::announcement);
        var announcements =
                Stream.concat(hostile, new Anything(5).announcements(400).stream()).toList();
        for (var separator : new char[] {';', '\t'}) {
            var format = CSVFormat.DEFAULT.builder().setDelimiter(separator).setQuote(null).get();
            var cells =
                    format.parse(new StringReader(text(announcements))).stream()
                            .flatMap(CSVRecord::stream)
                            .toList();
            assertThat(cells).hasSizeGreaterThan(announcements.size());
            assertThat(cells)
                    .allSatisfy(cell ->
                            assertThat(cell.replaceFirst("^[\\s\\h\"]+", ""))
                                    .doesNotContainPattern("^[=+\\-@＝＋－＠]"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "x;=1;y|x;'=1;y",
                "climate; -two|climate; '-two",
                "=1;=2|'=1;'=2",
                "a;\"+1|a;\"'+1",
                "a;'=1|a;''=1",
                "`a\tb\t-1`|`a\tb\t'-1`",
                "`a\n- b`|`a\n'- b`",
            })
    void disarmsWhatBeginsBehindAnotherSeparator(String text, String disarmed) {
        assertThat(Csv.disarmed(text)).isEqualTo(disarmed);
    }

    @Test
    void disarmsInTimeInProportionToTheLength() {
        assertTimeout(Duration.ofSeconds(20), () -> Csv.disarmed("\t".repeat(1 << 20) + 'x'));
        assertTimeout(Duration.ofSeconds(20), () -> Csv.disarmed("; \"".repeat(1 << 20)));
        assertTimeout(Duration.ofSeconds(20), () -> Csv.disarmed(";" + " ".repeat(1 << 20)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1-2",
                "a=b",
                "'s-Hertogenbosch",
                "5 + 5",
                "https://x/-",
                "a; b",
                "a;b-c",
                "&#64;x-y"
            })
    void leavesOtherTextsAlone(String text) {
        assertThat(Csv.disarmed(text)).isEqualTo(text);
    }

    private String text(List<Announcement> announcements) {
        var text =
                new String(
                        Written.bytes(
                                format, Written.everything(format), announcements, announcements),
                        StandardCharsets.UTF_8);
        assertThat(text).startsWith("\uFEFF");
        return text.substring(1);
    }

    private List<CSVRecord> records(List<Announcement> announcements) throws IOException {
        return CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get()
                .parse(new StringReader(text(announcements)))
                .getRecords();
    }

    private static void assertText(CSVRecord record, String column, @Nullable String expected) {
        var cell = record.get(column);
        var told = Objects.requireNonNullElse(expected, "");
        var text = INNER_MARK.matcher(cell).replaceAll("$1");
        assertThat(text).as(column).isIn(told, "'" + told);
        assertThat(INNER_MARK.matcher(cell).results().count())
                .as(column)
                .isEqualTo(INNER_FORMULA.matcher(told).results().count());
    }

    private static @Nullable String place(
            @Nullable Place place, Function<Place, @Nullable String> field) {
        return place == null ? null : field.apply(place);
    }

    private static <T> String joined(List<T> values, Function<T, String> name) {
        return values.stream().map(name).collect(Collectors.joining("; "));
    }

    private static @Nullable String string(@Nullable URI address) {
        return address == null ? null : address.toString();
    }

    private static @Nullable Double number(String cell) {
        return cell.isEmpty() ? null : Double.valueOf(cell);
    }
}
