package io.crier.syndication;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/**
 * Writes an XML document in UTF-8, chunk by chunk; keeps no more than the chunk that is not taken
 * yet. Names are written as they are given, with the prefix that the root declares. Not for more
 * than one thread.
 */
final class Xml {
    /**
     * No characters of XML 1.0 (§2.2), not even as references. The surrogates are lone ones: a
     * pattern sees a pair as the one character that it is.
     */
    private static final Pattern ILLEGAL =
            Pattern.compile("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uD800-\\uDFFF\\uFFFE\\uFFFF]");

    private static final Pattern LINE_END = Pattern.compile("\\r\\n?");

    private final StringWriter chunk = new StringWriter();
    private final XMLStreamWriter writer;

    /** Begins a document; attributes are names and values by turns. */
    Xml(String root, String... attributes) {
        try {
            writer = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(chunk);
            writer.writeStartDocument("UTF-8", "1.0");
        } catch (XMLStreamException e) {
            throw failure(e);
        }
        open(root, attributes);
    }

    /** Begins an element on a new line; an attribute without a value is left out. */
    void open(String name, @Nullable String... attributes) {
        try {
            writer.writeCharacters("\n");
            writer.writeStartElement(name);
            attributes(attributes);
        } catch (XMLStreamException e) {
            throw failure(e);
        }
    }

    void close() {
        try {
            writer.writeEndElement();
        } catch (XMLStreamException e) {
            throw failure(e);
        }
    }

    /** An element with text in it; none where there is no text. */
    void text(String name, @Nullable String text, @Nullable String... attributes) {
        if (text == null) {
            return;
        }
        open(name, attributes);
        try {
            writer.writeCharacters(legal(text));
        } catch (XMLStreamException e) {
            throw failure(e);
        }
        close();
    }

    /** An element with attributes alone. */
    void empty(String name, @Nullable String... attributes) {
        try {
            writer.writeCharacters("\n");
            writer.writeEmptyElement(name);
            attributes(attributes);
        } catch (XMLStreamException e) {
            throw failure(e);
        }
    }

    /** What was written since the last time. */
    byte[] take() {
        try {
            writer.flush();
        } catch (XMLStreamException e) {
            throw failure(e);
        }
        var bytes = chunk.toString().getBytes(StandardCharsets.UTF_8);
        chunk.getBuffer().setLength(0);
        return bytes;
    }

    /** What is left of the text in XML, with the line ends that any reader makes of others. */
    static String legal(String text) {
        return LINE_END.matcher(ILLEGAL.matcher(text).replaceAll("")).replaceAll("\n");
    }

    private void attributes(@Nullable String... attributes) throws XMLStreamException {
        for (var i = 0; i < attributes.length; i += 2) {
            var value = attributes[i + 1];
            if (value != null) {
                writer.writeAttribute(attributes[i], legal(value));
            }
        }
    }

    private static IllegalStateException failure(XMLStreamException failure) {
        return new IllegalStateException("writing to memory fails never", failure);
    }
}
