package io.crier.search;

import static java.lang.Character.UnicodeScript.ARABIC;
import static java.lang.Character.UnicodeScript.CYRILLIC;
import static java.lang.Character.UnicodeScript.GREEK;
import static java.lang.Character.UnicodeScript.LATIN;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.ar.ArabicAnalyzer;
import org.apache.lucene.analysis.bg.BulgarianAnalyzer;
import org.apache.lucene.analysis.ca.CatalanAnalyzer;
import org.apache.lucene.analysis.cz.CzechAnalyzer;
import org.apache.lucene.analysis.da.DanishAnalyzer;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.el.GreekAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.en.KStemFilter;
import org.apache.lucene.analysis.es.SpanishAnalyzer;
import org.apache.lucene.analysis.et.EstonianAnalyzer;
import org.apache.lucene.analysis.eu.BasqueAnalyzer;
import org.apache.lucene.analysis.fi.FinnishAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.ga.IrishAnalyzer;
import org.apache.lucene.analysis.gl.GalicianAnalyzer;
import org.apache.lucene.analysis.hu.HungarianAnalyzer;
import org.apache.lucene.analysis.it.ItalianAnalyzer;
import org.apache.lucene.analysis.lt.LithuanianAnalyzer;
import org.apache.lucene.analysis.lv.LatvianAnalyzer;
import org.apache.lucene.analysis.nl.DutchAnalyzer;
import org.apache.lucene.analysis.no.NorwegianAnalyzer;
import org.apache.lucene.analysis.pl.PolishAnalyzer;
import org.apache.lucene.analysis.pt.PortugueseAnalyzer;
import org.apache.lucene.analysis.ro.RomanianAnalyzer;
import org.apache.lucene.analysis.ru.RussianAnalyzer;
import org.apache.lucene.analysis.sr.SerbianAnalyzer;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.sv.SwedishAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tr.TurkishAnalyzer;
import org.jspecify.annotations.Nullable;

/**
 * A language whose words can be reduced to stems. Croatian, Slovak, Slovene, Maltese and Ukrainian
 * have no stemmer in the library; the first is close enough to Serbian to share its.
 */
@SuppressWarnings("ImmutableEnumChecker") // an analyzer is thread safe and nothing sets it up anew
enum Language {
    AR(new ArabicAnalyzer(), ARABIC),
    BG(new BulgarianAnalyzer(), CYRILLIC),
    CA(new CatalanAnalyzer(), LATIN),
    CS(new CzechAnalyzer(), LATIN),
    DA(new DanishAnalyzer(), LATIN),
    DE(new GermanAnalyzer(), LATIN),
    EL(new GreekAnalyzer(), GREEK),
    EN(new English(), LATIN),
    ES(new SpanishAnalyzer(), LATIN),
    ET(new EstonianAnalyzer(), LATIN),
    EU(new BasqueAnalyzer(), LATIN),
    FI(new FinnishAnalyzer(), LATIN),
    FR(new FrenchAnalyzer(), LATIN),
    GA(new IrishAnalyzer(), LATIN),
    GL(new GalicianAnalyzer(), LATIN),
    HU(new HungarianAnalyzer(), LATIN),
    IT(new ItalianAnalyzer(), LATIN),
    LT(new LithuanianAnalyzer(), LATIN),
    LV(new LatvianAnalyzer(), LATIN),
    NL(new DutchAnalyzer(), LATIN),
    NO(new NorwegianAnalyzer(), LATIN),
    PL(new PolishAnalyzer(), LATIN),
    PT(new PortugueseAnalyzer(), LATIN),
    RO(new RomanianAnalyzer(), LATIN),
    RU(new RussianAnalyzer(), CYRILLIC),
    SR(new SerbianAnalyzer(), LATIN, CYRILLIC),
    SV(new SwedishAnalyzer(), LATIN),
    TR(new TurkishAnalyzer(), LATIN);

    private static final int MAX_PASSES = 3;

    private final Analyzer analyzer;
    private final Set<Character.UnicodeScript> scripts;

    Language(Analyzer analyzer, Character.UnicodeScript... scripts) {
        this.analyzer = analyzer;
        this.scripts = Set.of(scripts);
    }

    /**
     * The language of a tag such as {@code en-GB}; English where there is none or none that is
     * known, because so much is announced in it.
     */
    static Language of(@Nullable String tag) {
        if (tag == null) {
            return EN;
        }
        return switch (tag.split("[-_]", 2)[0].toUpperCase(Locale.ROOT)) {
            case "NB", "NN" -> NO;
            case "HR", "BS", "SH" -> SR;
            case String base -> known(base);
        };
    }

    private static Language known(String base) {
        for (var language : values()) {
            if (language.name().equals(base)) {
                return language;
            }
        }
        return EN;
    }

    /** Whether the word is written as words of this language are; a number is not. */
    boolean writes(String word) {
        return scripts.contains(Character.UnicodeScript.of(word.codePointAt(0)));
    }

    /**
     * What the forms of the word have in common; {@code null} for a word that is in every text.
     *
     * <p>A stem is reduced again, until nothing more goes: many stemmers take the plural's ending
     * off and leave the singular, but take more off the singular where it looks like another's
     * plural.
     *
     * @param word one word, lower case
     */
    @Nullable String stem(String word) {
        var stem = reduce(word);
        for (var pass = 1; stem != null && pass < MAX_PASSES; pass++) {
            var shorter = reduce(stem);
            if (shorter == null || shorter.isEmpty() || shorter.equals(stem)) {
                break;
            }
            stem = shorter;
        }
        return stem;
    }

    private @Nullable String reduce(String word) {
        try (var stems = analyzer.tokenStream("", word)) {
            var stem = stems.addAttribute(CharTermAttribute.class);
            stems.reset();
            return stems.incrementToken() ? stem.toString() : null;
        } catch (IOException e) {
            throw new UncheckedIOException("A string could not be read", e);
        }
    }

    /**
     * With a stemmer that knows words: the library's usual one takes "news" for more than one new.
     */
    private static final class English extends Analyzer {
        @Override
        protected TokenStreamComponents createComponents(String field) {
            var tokens = new StandardTokenizer();
            return new TokenStreamComponents(
                    tokens,
                    new KStemFilter(new StopFilter(tokens, EnglishAnalyzer.getDefaultStopSet())));
        }
    }
}
