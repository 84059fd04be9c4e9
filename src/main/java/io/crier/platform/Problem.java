package io.crier.platform;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.crier.refusal.Refusal;
import io.crier.refusal.Violation;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/**
 * A problem as clients are told of it (RFC 9457), with the type {@code about:blank}: the status
 * says what kind it is.
 *
 * @param title the status in words
 * @param detail what was wrong and what would be right
 * @param errors each field or parameter at fault
 * @param facts members of its own, such as {@code currentVersion}
 */
@JsonPropertyOrder({"type", "title", "status", "detail", "errors"})
public record Problem(
        String title,
        int status,
        @Nullable String detail,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Violation> errors,
        @JsonAnyGetter Map<String, Object> facts) {

    /** Those who are turned away may come back after one to five seconds, not all at once. */
    private static final int LATEST = 5;

    public Problem {
        errors = List.copyOf(errors);
        facts = Map.copyOf(facts);
    }

    /** What a refusal is in HTTP. */
    public static Problem of(Refusal refusal) {
        var status =
                switch (refusal.reason()) {
                    case INVALID -> HttpStatus.BAD_REQUEST;
                    case TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
                    case UNKNOWN -> HttpStatus.NOT_FOUND;
                    case REMOVED -> HttpStatus.GONE;
                    case STALE -> HttpStatus.PRECONDITION_FAILED;
                    case CONFLICT -> HttpStatus.CONFLICT;
                    case OVERLOADED -> HttpStatus.SERVICE_UNAVAILABLE;
                    case FORBIDDEN -> HttpStatus.FORBIDDEN;
                    case EXCESSIVE -> HttpStatus.TOO_MANY_REQUESTS;
                };
        return new Problem(
                status.getReasonPhrase(),
                status.value(),
                refusal.getMessage(),
                refusal.violations(),
                refusal.facts());
    }

    /** A problem that is told by its status and a sentence. */
    public static Problem of(HttpStatusCode status, @Nullable String detail) {
        var known = HttpStatus.resolve(status.value());
        var title = known == null ? "Problem" : known.getReasonPhrase();
        return new Problem(title, status.value(), detail, List.of(), Map.of());
    }

    /** Sets when to try again, where that would help and nothing better is known. */
    public void tellWhenToTryAgain(HttpHeaders headers) {
        var helps =
                status == HttpStatus.SERVICE_UNAVAILABLE.value()
                        || status == HttpStatus.TOO_MANY_REQUESTS.value();
        if (helps && !headers.containsHeader(HttpHeaders.RETRY_AFTER)) {
            var seconds = ThreadLocalRandom.current().nextInt(LATEST) + 1;
            headers.set(HttpHeaders.RETRY_AFTER, Integer.toString(seconds));
        }
    }

    /** Always {@code about:blank}. */
    @JsonProperty("type")
    public String type() {
        return "about:blank";
    }
}
