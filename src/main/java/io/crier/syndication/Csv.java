package io.crier.syndication;

import io.crier.announcement.Announcement;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A table for spreadsheets (RFC 4180): a line of column names, then a line an announcement; columns
 * are named as in JSON, lists are joined by "; ". Programs are better served by {@link Ndjson}.
 *
 * <p>It begins with a byte order mark, without which Excel takes UTF-8 for another encoding. A text
 * that a spreadsheet would take for a formula has an apostrophe before it, also behind a semicolon,
 * a tab or a line break, where some begin a cell; numbers and times, which Crier writes itself, are
 * left as they are.
 */
final class Csv implements Format {
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final String LINE_END = "\r\n";

    /**
     * What programs have been seen to calculate (OWASP, CSV Injection), the wide forms of East
     * Asian keyboards too, whatever quotes and blanks stand before it. A text that is marked
     * matches too, so that taking one apostrophe away gives back what was there.
     */
    private static final Pattern FORMULA =
            Pattern.compile("[\\t\\r\\n].*|[\\s\\h\"'\u2018\u2019]*[=+\\-@＝＋－＠].*", Pattern.DOTALL);

    /**
     * The same within a text: where commas are decimal, spreadsheets split at semicolons, and take
     * a quote that does not begin a cell for a letter. Blanks are looked through from the last
     * separator alone, so that many of them take no quadratic time.
     */
    private static final Pattern INNER_FORMULA =
            Pattern.compile(
                    "([;\\t\\r\\n][\\s\\h\"'\u2018\u2019&&[^\\t\\r\\n]]*+)(?=[=+\\-@＝＋－＠])");

    private static final Pattern QUOTED = Pattern.compile("[\",\\r\\n]");

    @Override
    public String suffix() {
        return "csv";
    }

    @Override
    public String mediaType() {
        return "text/csv;charset=utf-8;header=present";
    }

    @Override
    public boolean whole() {
        return true;
    }

    @Override
    public boolean tellsPhase() {
        return false;
    }

    @Override
    public Document open(Listing listing) {
        var names = String.join(",", Columns.ALL.keySet());
        return new Parts(BYTE_ORDER_MARK + names + LINE_END, Csv::line, "", "");
    }

    private static byte[] line(Announcement announcement) {
        return Columns.ALL.values().stream()
                .map(column -> quoted(column.apply(announcement)))
                .collect(Collectors.joining(",", "", LINE_END))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String quoted(@Nullable String cell) {
        if (cell == null) {
            return "";
        }
        return QUOTED.matcher(cell).find() ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
    }

    /** A text that somebody else wrote, which no spreadsheet takes for a formula. */
    static String disarmed(String text) {
        var disarmed = INNER_FORMULA.matcher(text).replaceAll("$1'");
        return FORMULA.matcher(text).matches() ? "'" + disarmed : disarmed;
    }
}
