package io.crier.serving;

import org.springframework.http.HttpHeaders;

/** Values of headers that are lists. */
public final class HeaderValues {
    private HeaderValues() {}

    /** All values of a header, as they were sent; mostly there is one or none. */
    public static String all(HttpHeaders headers, String name) {
        var values = headers.get(name);
        if (values == null || values.isEmpty()) {
            return "";
        }
        return values.size() == 1 ? values.getFirst() : String.join(",", values);
    }
}
