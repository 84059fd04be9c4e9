package io.crier.board;

import java.util.Locale;
import java.util.Map;

/** All that the interface says, in one language, and the locale whose dates go with it. */
public final class Texts {
    private final Locale locale;
    private final Map<String, String> texts;
    private final Times times;

    Texts(Locale locale, Map<String, String> texts) {
        this.locale = locale;
        this.texts = texts;
        this.times = new Times(locale);
    }

    public Locale locale() {
        return locale;
    }

    Times times() {
        return times;
    }

    /** BCP 47, with the region if one is known. */
    public String tag() {
        return locale.toLanguageTag();
    }

    /** Without its region. */
    public String language() {
        return locale.getLanguage();
    }

    /** Whether there is a text for the key. */
    public boolean has(String key) {
        return texts.containsKey(key);
    }

    /**
     * The text with its placeholders {0}, {1} … replaced; the key itself where there is none, which
     * shows.
     */
    public String text(String key, Object... values) {
        var text = texts.getOrDefault(key, key);
        if (values.length == 0 || text.indexOf('{') < 0) {
            return text;
        }
        var filled = new StringBuilder();
        for (var at = 0; at < text.length(); at++) {
            var value = placeholder(text, at);
            if (value >= 0 && value < values.length) {
                filled.append(values[value]);
                at += 2;
            } else {
                filled.append(text.charAt(at));
            }
        }
        return filled.toString();
    }

    /** The number of the placeholder that stands there, −1 for none. */
    private static int placeholder(String text, int at) {
        var isOne = text.charAt(at) == '{' && at + 2 < text.length() && text.charAt(at + 2) == '}';
        return isOne ? Character.digit(text.charAt(at + 1), 10) : -1;
    }
}
