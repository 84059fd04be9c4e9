package io.crier.syndication;

import com.apptasticsoftware.rssreader.Item;
import com.apptasticsoftware.rssreader.RssReader;
import io.crier.announcement.Announcement;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** What was written, read back; and what of a text a reader of XML may get. */
final class Texts {
    private Texts() {}

    static String of(
            Format format,
            Listing listing,
            List<Announcement> announcements,
            List<Announcement> tombstones) {
        return new String(
                Written.bytes(format, listing, announcements, tombstones), StandardCharsets.UTF_8);
    }

    /** By the words of XML 1.0, written another way than the code under test does it. */
    static String inXml(String text) {
        var legal = new StringBuilder();
        text.replace("\r\n", "\n")
                .replace('\r', '\n')
                .codePoints()
                .filter(point ->
                        point == '\t'
                                || point == '\n'
                                || (point >= ' ' && point <= 0xD7FF)
                                || (point >= 0xE000 && point <= 0xFFFD)
                                || point >= 0x10000)
                .forEach(legal::appendCodePoint);
        return trimmed(legal.toString());
    }

    /** White space in attributes is told as blanks (XML 1.0 §3.3.3). */
    static String inAttribute(String text) {
        var legal = inXml("." + text + ".").replace('\n', ' ').replace('\t', ' ');
        return legal.substring(1, legal.length() - 1);
    }

    /** Readers drop white space around texts. */
    static String trimmed(@Nullable String text) {
        return text == null ? "" : text.strip();
    }

    static Element dom(byte[] document) throws Exception {
        var factory = DocumentBuilderFactory.newDefaultNSInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder()
                .parse(new ByteArrayInputStream(document))
                .getDocumentElement();
    }

    static List<Item> rssReader(byte[] document) {
        try (var items = new RssReader().read(new ByteArrayInputStream(document))) {
            return items.toList();
        }
    }
}
