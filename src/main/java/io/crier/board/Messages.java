package io.crier.board;

import io.crier.announcement.Json;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * All that the interface says, in all its languages; read once, at the start. A text that a
 * language lacks is said in English.
 */
@Component
public class Messages {
    /** English first, for whoever has none of the others. */
    public static final List<String> LANGUAGES = List.of("en", "fr", "de", "es", "ca", "nl", "el");

    private static final List<String> FILES = List.of("board", "live");

    private static final List<String> OF_ELEMENT =
            List.of("change.", "connection.", "time.", "embed.");

    private static final String EMBED_PAGE = "embed.page.";

    /** Of the regions that Java knows the customs of; any other says nothing about dates. */
    private static final Set<Locale> KNOWN =
            Stream.of(Locale.getAvailableLocales())
                    .filter(locale -> LANGUAGES.contains(locale.getLanguage()))
                    .filter(locale -> locale.getCountry().length() == 2)
                    .filter(locale -> locale.getScript().isEmpty())
                    .filter(locale -> locale.getVariant().isEmpty())
                    .map(Locale::stripExtensions)
                    .collect(Collectors.toUnmodifiableSet());

    private final Map<String, Map<String, String>> byLanguage = new HashMap<>();

    /** As many as there are known locales at the most. */
    private final Map<Locale, Texts> byLocale = new ConcurrentHashMap<>();

    Messages() {
        var english = read("");
        LANGUAGES.forEach(language -> {
            var texts = new TreeMap<>(english);
            if (!language.equals(LANGUAGES.getFirst())) {
                texts.putAll(read("_" + language));
            }
            byLanguage.put(language, texts);
            // What a locale writes dates with is looked up when it is first asked for.
            byLocale.put(Locale.of(language), new Texts(Locale.of(language), texts));
        });
    }

    /**
     * The texts in the language that is asked for, if it is one of them, with the dates of its
     * region.
     */
    public Optional<Texts> of(String tag) {
        var asked = Locale.forLanguageTag(tag);
        var texts = byLanguage.get(asked.getLanguage());
        return texts == null
                ? Optional.empty()
                : Optional.of(
                        byLocale.computeIfAbsent(
                                locale(asked), locale -> new Texts(locale, texts)));
    }

    public static boolean isLanguage(String tag) {
        return LANGUAGES.contains(Locale.forLanguageTag(tag).getLanguage());
    }

    /** The texts in the language that the {@code Accept-Language} header likes best. */
    public Texts accepted(String header) {
        return ranges(header)
                .flatMap(range -> of(range).stream())
                .findFirst()
                .orElseGet(() -> of(LANGUAGES.getFirst()).orElseThrow());
    }

    /** For programs: one JSON object of keys and texts; nothing for another language. */
    public Optional<byte[]> json(String language) {
        return Optional.ofNullable(byLanguage.get(language)).map(Json.MAPPER::writeValueAsBytes);
    }

    /** Those of them that the element for other web sites needs, which is to be small. */
    public Optional<byte[]> jsonOfElement(String language) {
        return Optional.ofNullable(byLanguage.get(language))
                .map(texts -> {
                    var few = new TreeMap<>(texts);
                    few.keySet().removeIf(key -> !isOfElement(key));
                    return Json.MAPPER.writeValueAsBytes(few);
                });
    }

    private static boolean isOfElement(String key) {
        return OF_ELEMENT.stream().anyMatch(key::startsWith) && !key.startsWith(EMBED_PAGE);
    }

    private static Locale locale(Locale asked) {
        var plain = Locale.of(asked.getLanguage(), asked.getCountry());
        return KNOWN.contains(plain) ? plain : Locale.of(asked.getLanguage());
    }

    /** The most liked first; a header that cannot be read likes nothing. */
    private static Stream<String> ranges(String header) {
        try {
            return header.isBlank()
                    ? Stream.empty()
                    : Locale.LanguageRange.parse(header).stream()
                            .filter(range -> range.getWeight() > 0)
                            .map(Locale.LanguageRange::getRange);
        } catch (IllegalArgumentException notALanguage) {
            return Stream.empty();
        }
    }

    private static Map<String, String> read(String suffix) {
        var texts = new TreeMap<String, String>();
        for (var file : FILES) {
            var resource = new ClassPathResource("messages/" + file + suffix + ".properties");
            if (resource.exists()) {
                texts.putAll(read(resource));
            }
        }
        return texts;
    }

    private static Map<String, String> read(ClassPathResource resource) {
        try (var reader =
                new InputStreamReader(resource.getInputStream(), StandardCharsets.UTF_8)) {
            var properties = new Properties();
            properties.load(reader);
            return properties.stringPropertyNames().stream()
                    .collect(Collectors.toMap(key -> key, properties::getProperty));
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " cannot be read", e);
        }
    }
}
