package io.crier.syndication;

import io.crier.announcement.Announcement;
import io.crier.announcement.Attendance;
import io.crier.announcement.Content;
import io.crier.announcement.Html;
import io.crier.announcement.Origin;
import io.crier.announcement.Party;
import io.crier.announcement.Place;
import io.crier.announcement.Status;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Announcements of every shape, of texts that break what is written carelessly, from a seed. */
final class Anything {
    private static final List<String> PIECES =
            List.of(
                    "Forum",
                    " of cities ",
                    "]]>",
                    "<b>bold</b>",
                    "&amp;",
                    "&#8217;",
                    "AT&T",
                    "\"quoted\"",
                    "'s-Hertogenbosch",
                    "=1+1",
                    "+49 30",
                    "-2",
                    "@SUM(A1:A9)",
                    "\t=HYPERLINK(\"x\")",
                    "'=1",
                    "\n",
                    "\r\n",
                    "a\rb",
                    ",;|",
                    "\uD83C\uDF89",
                    "\uD83D\uDC69\u200D\uD83D\uDC67",
                    "\u05E9\u05DC\u05D5\u05DD \u202Eabc\u202C",
                    "e\u0301\u00E9",
                    "\u0001\u0008\u001B",
                    "\uFFFE\uFFFF",
                    "\u0085\u2028\u00A0",
                    "</script><!--",
                    "\\u0022\\",
                    "<![CDATA[x]]>");
    private static final List<URI> ADDRESSES =
            List.of(
                    URI.create("https://net.example/a"),
                    URI.create("https://net.example/é/x.mp4?q='a'&b=c%20d#f"),
                    URI.create("http://[2001:db8::1]:8080/x.jpg"));
    private static final List<ZoneId> ZONES =
            List.of(
                    ZoneId.of("Europe/Brussels"),
                    ZoneId.of("America/St_Johns"),
                    ZoneId.of("Asia/Kolkata"),
                    ZoneId.of("Australia/Lord_Howe"));

    private final Random random;

    Anything(long seed) {
        random = new Random(seed);
    }

    List<Announcement> announcements(int count) {
        return IntStream.range(0, count).mapToObj(_ -> next()).toList();
    }

    private Announcement next() {
        var published = Instant.parse("2026-01-01T00:00:00Z").plusMillis(random.nextInt());
        return new Announcement(
                new UUID(random.nextLong(), random.nextLong()),
                1 + random.nextInt(9),
                random.nextInt(9),
                content(),
                some(3, this::time),
                maybe(() -> new Origin("s", text(), maybe(this::address))),
                published,
                published.plusMillis(random.nextInt(1_000_000)));
    }

    private Content content() {
        var start = maybe(this::time);
        return Content.titled(word())
                .summary(maybe(this::text))
                .body(maybe(() -> Html.sanitised("<p>" + text() + "</p><i>" + text(), null)))
                .language(maybe(() -> one(List.of("en", "fr", "pt-BR", "ar"))))
                .startsAt(start)
                .endsAt(start == null ? null : maybe(() -> start.plusMinutes(random.nextInt(9000))))
                .timeZone(maybe(() -> one(ZONES)))
                .allDay(random.nextInt(3) == 0)
                .status(one(List.of(Status.values())))
                .attendance(maybe(() -> one(List.of(Attendance.values()))))
                .place(maybe(this::place))
                .organisers(some(3, this::party))
                .partners(some(2, this::party))
                .topics(some(3, this::word))
                .accessibility(some(2, this::word))
                .url(maybe(this::address))
                .registrationUrl(maybe(this::address))
                .recordingUrl(maybe(this::address))
                .imageUrl(maybe(this::address))
                .build();
    }

    String text() {
        return random.ints(1 + random.nextInt(5), 0, PIECES.size())
                .mapToObj(PIECES::get)
                .collect(Collectors.joining());
    }

    /** Not blank, not even without what XML has no characters for. */
    private String word() {
        return Stream.generate(this::text)
                .filter(text -> !Texts.inXml(text).isEmpty())
                .findFirst()
                .orElseThrow();
    }

    private Place place() {
        var located = random.nextBoolean();
        return new Place(
                maybe(this::text),
                maybe(this::text),
                maybe(this::text),
                maybe(() -> "BE"),
                located ? random.nextDouble() * 180 - 90 : null,
                located ? random.nextDouble() / 1_000_000 : null);
    }

    private Party party() {
        return new Party(word(), maybe(this::address));
    }

    private URI address() {
        return one(ADDRESSES);
    }

    private OffsetDateTime time() {
        return Instant.parse("2027-01-01T00:00:00Z")
                .plusSeconds(60L * random.nextInt(1_000_000))
                .atOffset(ZoneOffset.ofTotalSeconds(900 * (random.nextInt(97) - 48)));
    }

    private <T> @Nullable T maybe(Supplier<@Nullable T> value) {
        return random.nextBoolean() ? value.get() : null;
    }

    private <T> List<T> some(int most, Supplier<T> value) {
        return Stream.generate(value).limit(random.nextInt(most + 1)).toList();
    }

    private <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
