package io.crier.serving;

import java.util.Arrays;
import java.util.Locale;
import org.springframework.http.HttpHeaders;

/** The coding that a client takes its answer in (RFC 9110 §12.5.3). */
public final class Codings {
    private static final Coding[] BY_PREFERENCE = {Coding.BROTLI, Coding.GZIP};

    private Codings() {}

    /** The one it likes best, of equals the smaller one; none where it takes no other. */
    public static Coding of(HttpHeaders headers) {
        return of(HeaderValues.all(headers, HttpHeaders.ACCEPT_ENCODING));
    }

    /** Whether it takes this one, whatever it likes better. */
    public static boolean isAccepted(HttpHeaders headers, Coding coding) {
        return weight(HeaderValues.all(headers, HttpHeaders.ACCEPT_ENCODING), coding) > 0;
    }

    static Coding of(String accepted) {
        if (accepted.isEmpty()) {
            return Coding.PLAIN;
        }
        var best = Coding.PLAIN;
        var weight = 0.0;
        for (var coding : BY_PREFERENCE) {
            var wish = coding.isKnown() ? weight(accepted, coding) : 0;
            if (wish > weight) {
                best = coding;
                weight = wish;
            }
        }
        return best;
    }

    private static double weight(String accepted, Coding coding) {
        var others = 0.0;
        for (var element : accepted.split(",", -1)) {
            var parts = element.split(";", -1);
            var name = parts[0].strip();
            if (coding.isCalled(name)) {
                return weight(parts);
            }
            if (name.equals("*")) {
                others = weight(parts);
            }
        }
        return others;
    }

    /** One that cannot be read is taken for none, which costs bytes and breaks nothing. */
    private static double weight(String[] parts) {
        return Arrays.stream(parts)
                .skip(1)
                .map(part -> part.strip().toLowerCase(Locale.ROOT))
                .filter(part -> part.startsWith("q="))
                .findFirst()
                .map(part -> part.substring(2))
                .map(Codings::number)
                .orElse(1.0);
    }

    private static double number(String weight) {
        try {
            return Double.parseDouble(weight);
        } catch (NumberFormatException notAWeight) {
            return 0;
        }
    }
}
