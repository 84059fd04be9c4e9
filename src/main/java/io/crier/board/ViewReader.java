package io.crier.board;

import io.crier.announcement.Filter;
import io.crier.announcement.Query;
import io.crier.announcement.QueryReader;
import io.crier.announcement.Sort;
import io.crier.board.View.Days;
import io.crier.board.View.Later;
import io.crier.board.View.Month;
import io.crier.board.View.Shape;
import io.crier.refusal.InvalidInput;
import io.crier.refusal.RequestParameters;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what somebody wants to look at from the parameters of an address. */
public final class ViewReader {
    static final String BOARD = "board";
    public static final String LANGUAGE = "lang";
    static final String MONTH = "month";
    static final String PAGE = "page";
    static final String VIEW = "view";

    private static final Set<String> OWN = Set.of(BOARD, LANGUAGE, MONTH, PAGE, VIEW);

    /** In the order in which they are told. */
    private static final List<String> FILTERS =
            List.of(
                    "q",
                    "topic",
                    "language",
                    "attendance",
                    "place",
                    "near",
                    "radius",
                    "organiser",
                    "status",
                    "source",
                    "from",
                    "to");

    private static final int EARLIEST_YEAR = 1900;
    private static final int LATEST_YEAR = 2199;

    private final Map<String, List<String>> given;
    private final RequestParameters parameters;
    private final Instant now;

    private ViewReader(Map<String, List<String>> given, Instant now) {
        this.given = given;
        this.parameters = new RequestParameters(given);
        this.now = now;
    }

    /**
     * The view that is asked for.
     *
     * @throws InvalidInput naming each parameter at fault
     */
    public static View read(Map<String, List<String>> parameters, Instant now) {
        return new ViewReader(parameters, now).view();
    }

    private View view() {
        var filter = parameters.by(() -> QueryReader.filter(given, OWN), Filter.ALL);
        var isMonth = isMonth();
        var month = month(isMonth);
        var language = language();
        var page = parameters.value(PAGE);
        if (page != null && isMonth) {
            parameters.refuse(PAGE, page, "nothing, for a month is one page");
        }
        var link = new ViewLink(filters(), isMonth, month, isBoard(), language, page);
        parameters.end();
        return new View(filter, shape(isMonth, month, page), link);
    }

    private Map<String, List<String>> filters() {
        var filters = new LinkedHashMap<String, List<String>>();
        for (var name : FILTERS) {
            var values = parameters.values(name);
            if (!values.isEmpty()) {
                filters.put(name, values.stream().distinct().toList());
            }
        }
        return filters;
    }

    private boolean isMonth() {
        var view = parameters.value(VIEW);
        if (view != null && !view.equals(MONTH)) {
            parameters.refuse(VIEW, view, "'month', or nothing for the days");
        }
        return MONTH.equals(view);
    }

    private @Nullable YearMonth month(boolean isMonth) {
        var text = parameters.value(MONTH);
        if (text != null && !isMonth) {
            parameters.refuse(MONTH, text, "nothing, unless 'view' is month");
        }
        if (text == null) {
            return null;
        }
        try {
            var month = YearMonth.parse(text);
            if (month.getYear() >= EARLIEST_YEAR && month.getYear() <= LATEST_YEAR) {
                return month;
            }
        } catch (DateTimeException notAMonth) {
            // Told below.
        }
        parameters.refuse(MONTH, text, "a month such as 2027-03, in the years 1900 to 2199");
        return null;
    }

    private boolean isBoard() {
        if (!parameters.isGiven(BOARD)) {
            return false;
        }
        var value = String.join(",", parameters.values(BOARD));
        if (!Set.of("", "1", "true").contains(value)) {
            parameters.refuse(BOARD, value, "no value");
        }
        return true;
    }

    private @Nullable String language() {
        var language = parameters.value(LANGUAGE);
        if (language != null && !Messages.isLanguage(language)) {
            parameters.refuse(
                    LANGUAGE, language, "one of " + String.join(", ", Messages.LANGUAGES));
        }
        return language;
    }

    private Shape shape(boolean isMonth, @Nullable YearMonth month, @Nullable String page) {
        if (isMonth) {
            var current = YearMonth.from(now.atZone(ZoneOffset.UTC));
            return month == null ? new Month(current, true) : new Month(month, false);
        }
        return page == null ? new Days() : new Later(later());
    }

    /** What the board asks of what comes next, from the page on. */
    private Query later() {
        var asked = new LinkedHashMap<String, List<String>>(filters());
        asked.put("phase", List.of("upcoming"));
        asked.put("sort", List.of(Sort.START.word()));
        asked.put("limit", List.of(Integer.toString(BoardReading.MOST_UPCOMING)));
        asked.put(PAGE, List.of(Objects.requireNonNull(parameters.value(PAGE))));
        return QueryReader.query(asked);
    }
}
