package io.crier.board.web;

import org.springframework.http.HttpHeaders;

/** What all pages tell browsers: to run nothing, load nothing and tell nobody, but for our own. */
final class PageHeaders {
    static final String HTML = "text/html;charset=UTF-8";

    /** Pictures may come from wherever organisers have them. */
    static final String POLICY =
            String.join(
                    "; ",
                    "default-src 'none'",
                    "script-src 'self'",
                    "style-src 'self'",
                    "img-src 'self' https: data:",
                    "connect-src 'self'",
                    "manifest-src 'self'",
                    "worker-src 'self'",
                    "base-uri 'none'",
                    "form-action 'self'",
                    "frame-ancestors 'none'");

    private PageHeaders() {}

    static HttpHeaders of() {
        var headers = new HttpHeaders();
        set(headers);
        return headers;
    }

    static void set(HttpHeaders headers) {
        headers.setCacheControl("no-cache");
        headers.set(HttpHeaders.VARY, "Accept-Language, Accept-Encoding");
        headers.set("Content-Security-Policy", POLICY);
        headers.set("Referrer-Policy", "strict-origin-when-cross-origin");
        headers.set(
                "Permissions-Policy",
                "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
    }
}
