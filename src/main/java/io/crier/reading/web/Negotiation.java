package io.crier.reading.web;

import io.crier.syndication.Format;
import io.crier.syndication.Formats;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.server.ResponseStatusException;

/** Which form a client takes a list in, where the address does not tell (RFC 9110 §12.5.1). */
final class Negotiation {
    private Negotiation() {}

    /**
     * The form that the header likes best, of equals the first of {@link Formats#ALL}; JSON where
     * there is no header.
     *
     * @throws ResponseStatusException as 406, telling which there are, if there is no such form
     */
    static Format form(String accept) {
        if (accept.isBlank()) {
            return Formats.JSON;
        }
        var accepted = accepted(accept);
        return Formats.ALL.stream()
                .filter(format -> weight(format, accepted) > 0)
                // Of equals, max would give the last.
                .sorted(Comparator.comparingDouble(format -> -weight(format, accepted)))
                .findFirst()
                .orElseThrow(() -> notAcceptable(accept));
    }

    private static List<MediaType> accepted(String accept) {
        try {
            return MediaType.parseMediaTypes(accept);
        } catch (InvalidMediaTypeException notATypes) {
            throw notAcceptable(accept);
        }
    }

    /** The most specific of the ranges that it is in tells how much it is liked. */
    private static double weight(Format format, List<MediaType> accepted) {
        var type = plain(format);
        return accepted.stream()
                .filter(range -> range.includes(type))
                .max(Comparator.comparingInt(Negotiation::precision))
                .map(MediaType::getQualityValue)
                .orElse(0.0);
    }

    private static int precision(MediaType range) {
        if (range.isWildcardType()) {
            return 0;
        }
        return range.isWildcardSubtype() ? 1 : 2;
    }

    private static MediaType plain(Format format) {
        return MediaType.parseMediaType(format.mediaType().split(";", 2)[0]);
    }

    private static ResponseStatusException notAcceptable(String accept) {
        var there =
                Formats.ALL.stream()
                        .map(format -> "%s (.%s)".formatted(plain(format), format.suffix()))
                        .collect(Collectors.joining(", "));
        return new ResponseStatusException(
                HttpStatus.NOT_ACCEPTABLE,
                "Accept: '%s' is none of the forms that there are: %s"
                        .formatted(shown(accept), there));
    }

    private static String shown(String accept) {
        var printable = accept.replaceAll("[^\\x20-\\x7E]", "?");
        return printable.length() > 100 ? printable.substring(0, 100) + "…" : printable;
    }
}
