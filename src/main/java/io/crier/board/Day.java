package io.crier.board;

import io.crier.announcement.Announcement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A day, and what begins on it.
 *
 * @param date such as 2027-03-04
 * @param heading such as Thursday, 4 March 2027
 */
public record Day(String date, String heading, List<Card> cards) {

    /**
     * The announcements by the day on which they begin in their own zone, so that each stands where
     * its organiser said. Within a day, and over a whole list but for what begins at about midnight
     * somewhere, they are in the order of their starts, in which they must come.
     */
    static List<Day> of(
            List<Announcement> inOrder, Texts texts, Function<Announcement, Card> card) {
        var byDate = new TreeMap<LocalDate, List<Card>>();
        for (var announcement : inOrder) {
            var days = When.daysOf(announcement.content());
            if (days != null) {
                byDate.computeIfAbsent(days.first(), _ -> new ArrayList<>())
                        .add(card.apply(announcement));
            }
        }
        return byDate.entrySet().stream()
                .map(entry ->
                        new Day(
                                entry.getKey().toString(),
                                texts.times().dayInFull(entry.getKey()),
                                List.copyOf(entry.getValue())))
                .toList();
    }
}
