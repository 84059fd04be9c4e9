package io.crier.board;

import io.crier.syndication.Formats;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What stands around every page.
 *
 * @param following what changes on it, {@code null} if nothing does
 * @param forms in which the same announcements can be had
 */
public record Frame(Site site, About about, @Nullable Following following, List<Form> forms) {

    /**
     * Where a page stands.
     *
     * @param kind of page, for scripts
     * @param link of the board that it belongs to
     * @param name of whoever shows it
     * @param canonical the one absolute address of the page
     */
    public record Site(
            String kind,
            Texts texts,
            ViewLink link,
            String name,
            String canonical,
            List<Translation> translations) {}

    /**
     * What a page says of itself to those who show links to it.
     *
     * @param title of this page alone; {@code null} on the board itself
     * @param picture an absolute address, {@code null} for none
     * @param indexed whether search engines are to keep it
     */
    public record About(
            @Nullable String title,
            @Nullable String description,
            @Nullable String picture,
            boolean indexed) {
        static final About BOARD = new About(null, null, null, true);

        static About titled(String title) {
            return new About(title, null, null, true);
        }

        /** One that search engines need not keep. */
        static About passing(String title) {
            return new About(title, null, null, false);
        }
    }

    /**
     * The stream that a page is kept true by.
     *
     * @param cursor from where the stream is to go on
     */
    public record Following(String stream, String cursor) {}

    /**
     * The same announcements in another form.
     *
     * @param key of its name
     * @param type the media type
     * @param href relative to the root, or with the scheme that calendars subscribe by
     */
    public record Form(String key, String type, String href) {}

    /** The page in another language. */
    public record Translation(String language, String name, String href, boolean current) {
        /**
         * The page in each language.
         *
         * @param inLanguage the address of the page in a language
         */
        static List<Translation> all(Texts texts, Function<String, String> inLanguage) {
            return Messages.LANGUAGES.stream()
                    .map(language ->
                            new Translation(
                                    language,
                                    Locale.of(language).getDisplayLanguage(Locale.of(language)),
                                    inLanguage.apply(language),
                                    language.equals(texts.language())))
                    .toList();
        }
    }

    /** All forms of a list, with the address by which calendars subscribe first. */
    static List<Form> formsOf(ViewLink link, URI base) {
        var calendar = link.api("/v1/announcements." + Formats.CALENDAR.suffix());
        var forms = new ArrayList<Form>();
        forms.add(new Form("form.webcal", "text/calendar", subscribable(calendar, base)));
        forms.add(new Form("form.ics", "text/calendar", calendar));
        forms.add(
                new Form("form.atom", "application/atom+xml", link.api("/v1/announcements.atom")));
        forms.add(new Form("form.rss", "application/rss+xml", link.api("/v1/announcements.rss")));
        forms.add(new Form("form.json", "application/json", link.api("/v1/announcements.json")));
        return List.copyOf(forms);
    }

    /** The address in the scheme that makes a calendar subscribe. */
    static String subscribable(String path, URI base) {
        return "webcal://" + base.getRawAuthority() + path;
    }

    public Texts texts() {
        return site.texts();
    }

    public ViewLink link() {
        return site.link();
    }

    /** What the window is called. */
    public String heading() {
        return about.title() == null ? site.name() : about.title() + " – " + site.name();
    }

    /** The board, for the way back. */
    public String days() {
        return link().inDays().toString();
    }

    /** The page about embedding what is shown. */
    public String embed() {
        return link().api("/embed");
    }
}
