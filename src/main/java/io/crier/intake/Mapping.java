package io.crier.intake;

import io.crier.announcement.Content;
import io.crier.announcement.Html;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IllformedLocaleException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * From items to announcements. Each text of an item lands in one field, so that one edited text is
 * one changed field. What is too long is cut, so that no item is lost.
 *
 * <p>Dates and places that an item tells in prose will be read here, from the texts of the finished
 * content; the content has room for them, and the fingerprint for more fields.
 */
final class Mapping {
    static final int TITLE = 500;
    static final int GENERATED_TITLE = 120;
    static final int SUMMARY = 5_000;
    static final int BODY = 200_000;
    static final int TOPICS = 50;
    static final int TOPIC = 100;

    /** A description longer than this is no summary. */
    static final int PLAIN_SUMMARY = 1_000;

    private static final String UNTITLED = "Untitled announcement";
    private static final Pattern TAG = Pattern.compile("</?[A-Za-z][^<>]*>");
    private static final Pattern ENTITY =
            Pattern.compile("&(?:#\\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});");
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+)*");

    private final URI site;
    private final Instant now;

    private Mapping(URI site, Instant now) {
        this.site = site;
        this.now = now;
    }

    /**
     * The items of a feed that can be told apart, each once: the first occurrence wins. In the
     * order of the feed.
     */
    static List<Reported> of(Feed feed, Instant now) {
        var mapping = new Mapping(feed.site(), now);
        var items = new LinkedHashMap<Uid, Item>();
        var keys = new HashSet<String>();
        for (var item : feed.items()) {
            Uid.of(item).filter(uid -> keys.add(uid.key())).ifPresent(uid -> items.put(uid, item));
        }
        return items.entrySet().stream()
                .map(entry -> mapping.reported(entry.getKey(), entry.getValue()))
                .toList();
    }

    private Reported reported(Uid uid, Item item) {
        var texts = texts(item);
        var content =
                Content.titled(title(item, texts))
                        .summary(texts.summary())
                        .body(texts.body())
                        .url(item.link())
                        .topics(topics(item.categories()))
                        .language(language(item.language()))
                        .build();
        return new Reported(uid, content, published(item));
    }

    private record Told(@Nullable String summary, @Nullable String body) {}

    private Told texts(Item item) {
        var base = item.link() == null ? site : item.link();
        var body = body(item.body(), base);
        var description = item.summary();
        if (description == null) {
            return new Told(null, body);
        }
        var plain = plain(description);
        if (body == null && (hasMarkup(description) || length(plain) > PLAIN_SUMMARY)) {
            return new Told(null, body(description, base));
        }
        // Many feeds tell the whole text twice: it is still one text.
        var twice = body != null && plain.equals(Html.text(body));
        return new Told(plain.isEmpty() || twice ? null : cut(plain, SUMMARY), body);
    }

    private static String title(Item item, Told texts) {
        var title = item.title() == null ? "" : decoded(item.title()).replace('\n', ' ');
        if (!title.isEmpty()) {
            return cut(title, TITLE);
        }
        var text = texts.summary() != null ? texts.summary() : texts.body();
        var sentence =
                text == null
                        ? ""
                        : Texts.firstSentence(
                                texts.summary() != null ? text : Html.text(text), GENERATED_TITLE);
        if (!sentence.isEmpty()) {
            return sentence;
        }
        return item.link() == null ? UNTITLED : cut(item.link().toString(), TITLE);
    }

    /** Entities are often escaped twice, so what still looks like one is decoded once more. */
    private static String decoded(String html) {
        var text = plain(html);
        return ENTITY.matcher(text).find() ? plain(text) : text;
    }

    private static String plain(String html) {
        return Html.text(bounded(html));
    }

    /** Sanitised, and shortened until it fits: what was cut off within a tag goes with the tag. */
    private static @Nullable String body(@Nullable String html, URI base) {
        if (html == null) {
            return null;
        }
        var marked = hasMarkup(html) ? html : html.strip().replaceAll("\\R", "<br>");
        var body = Html.sanitised(bounded(marked), base);
        for (var kept = BODY / 2; body != null && body.length() > BODY && kept > 0; kept /= 2) {
            body = Html.sanitised(beginning(marked, kept), base);
        }
        return body;
    }

    private static List<String> topics(List<String> categories) {
        var topics = new ArrayList<String>();
        var seen = new HashSet<String>();
        for (var category : categories) {
            var topic = cut(decoded(category).replace('\n', ' '), TOPIC);
            if (topics.size() < TOPICS
                    && !topic.isEmpty()
                    && seen.add(topic.toLowerCase(Locale.ROOT))) {
                topics.add(topic);
            }
        }
        return topics;
    }

    private static @Nullable String language(@Nullable String told) {
        if (told == null || !LANGUAGE.matcher(told.strip()).matches()) {
            return null;
        }
        try {
            var tag = told.strip().replace('_', '-');
            return new Locale.Builder().setLanguageTag(tag).build().toLanguageTag();
        } catch (IllformedLocaleException _) {
            return null;
        }
    }

    /** Feeds of calendars tell when the event is; that is no time of publication while to come. */
    private @Nullable Instant published(Item item) {
        var told = item.published();
        return told == null || told.isAfter(now) || told.isBefore(Instant.EPOCH) ? null : told;
    }

    private static boolean hasMarkup(String html) {
        return TAG.matcher(html).find();
    }

    private static String bounded(String html) {
        return beginning(html, BODY);
    }

    private static String beginning(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static String cut(String text, int max) {
        return Texts.cut(text, max);
    }
}
