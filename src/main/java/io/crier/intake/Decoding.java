package io.crier.intake;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** From bytes to text, whatever the server, the document and its author disagree about. */
final class Decoding {
    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final Pattern HTTP =
            Pattern.compile("(?i)charset\\s*=\\s*[\"']?([^\\s\"';,]{1,40})");
    private static final Pattern DECLARED =
            Pattern.compile("<\\?xml[^>]{0,200}?encoding\\s*=\\s*[\"']([^\"']{1,40})[\"']");

    /** How far a declaration may stand from the beginning. */
    private static final int HEAD = 1_000;

    private Decoding() {}

    /**
     * The text of a document: by its byte order mark, else the header's charset, else the XML
     * declaration's encoding, else UTF-8.
     */
    static String text(byte[] bytes, @Nullable String contentType) {
        if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
            return decoded(ByteBuffer.wrap(bytes, 3, bytes.length - 3), StandardCharsets.UTF_8);
        }
        if (startsWith(bytes, 0xFE, 0xFF) || startsWith(bytes, 0, '<')) {
            return withoutMark(decoded(ByteBuffer.wrap(bytes), StandardCharsets.UTF_16BE));
        }
        if (startsWith(bytes, 0xFF, 0xFE) || startsWith(bytes, '<', 0)) {
            return withoutMark(decoded(ByteBuffer.wrap(bytes), StandardCharsets.UTF_16LE));
        }
        return decoded(ByteBuffer.wrap(bytes), told(bytes, contentType));
    }

    private static Charset told(byte[] bytes, @Nullable String contentType) {
        var http = contentType == null ? null : named(HTTP, contentType);
        if (http != null) {
            return http;
        }
        var head = new String(bytes, 0, Math.min(bytes.length, HEAD), StandardCharsets.ISO_8859_1);
        var declared = named(DECLARED, head);
        return declared == null ? StandardCharsets.UTF_8 : declared;
    }

    private static @Nullable Charset named(Pattern pattern, String text) {
        var matcher = pattern.matcher(text);
        if (!matcher.find()) {
            return null;
        }
        try {
            var charset = Charset.forName(matcher.group(1));
            // As browsers do (WHATWG Encoding §4.2): what is called Latin 1 holds smart quotes.
            var western =
                    charset.equals(StandardCharsets.ISO_8859_1)
                            || charset.equals(StandardCharsets.US_ASCII);
            // A text in which this name could be read is not in UTF-16.
            var wide = charset.name().startsWith("UTF-16") || charset.name().startsWith("UTF-32");
            return western ? WINDOWS : wide ? null : charset;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException _) {
            return null;
        }
    }

    /** What is malformed is read as windows-1252, byte by byte: so it came there, mostly. */
    private static String decoded(ByteBuffer bytes, Charset charset) {
        var decoder =
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        var text = new StringBuilder(bytes.remaining());
        var chunk = CharBuffer.allocate(8_192);
        while (true) {
            var result = decoder.decode(bytes, chunk, true);
            text.append(chunk.flip());
            chunk.clear();
            if (result.isUnderflow()) {
                return text.toString();
            }
            if (result.isError()) {
                var wrong = new byte[result.length()];
                bytes.get(wrong);
                text.append(new String(wrong, WINDOWS));
            }
        }
    }

    private static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static boolean startsWith(byte[] bytes, int... beginning) {
        if (bytes.length < beginning.length) {
            return false;
        }
        for (var at = 0; at < beginning.length; at++) {
            if ((bytes[at] & 0xFF) != beginning[at]) {
                return false;
            }
        }
        return true;
    }
}
