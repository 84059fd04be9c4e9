package io.crier.syndication;

import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The words that Crier itself adds to an announcement, in the announcement's language where they
 * are known in it, else in English. They are the file {@code words.properties} beside this class
 * and one more a language; what the machine's own language is doesn't matter.
 */
final class Wording {
    private static final Set<String> KNOWN =
            Set.of("ca", "de", "el", "es", "fr", "it", "nl", "pl", "pt");

    private final Locale locale;
    private final ResourceBundle words;

    private Wording(Locale locale, ResourceBundle words) {
        this.locale = locale;
        this.words = words;
    }

    static Wording of(@Nullable String language) {
        var asked = language == null ? Locale.ENGLISH : Locale.forLanguageTag(language);
        var locale = KNOWN.contains(asked.getLanguage()) ? asked : Locale.ENGLISH;
        return new Wording(
                locale,
                ResourceBundle.getBundle(
                        Wording.class.getPackageName() + ".words",
                        // Of the language alone: as many are kept as there are files.
                        Locale.of(locale.getLanguage()),
                        ResourceBundle.Control.getNoFallbackControl(
                                ResourceBundle.Control.FORMAT_PROPERTIES)));
    }

    /** The word for what the key tells. */
    String word(String key) {
        return words.getString(key);
    }

    /** The name of a country. */
    String country(String code) {
        return Locale.of("", code).getDisplayCountry(locale);
    }
}
