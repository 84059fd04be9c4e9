package io.crier.intake;

import io.netty.channel.ConnectTimeoutException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.http.client.FilteredHostException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import reactor.netty.http.client.PrematureCloseException;

/** What goes wrong on the network, in words for whoever looks after a source. */
final class Faults {
    private static final int SHOWN = 200;

    private Faults() {}

    /** The answer of a status that is no success. */
    static SourceUnreadable status(HttpStatusCode status, HttpHeaders headers, Instant now) {
        var known = HttpStatus.resolve(status.value());
        var name =
                "answers " + status.value() + (known == null ? "" : " " + known.getReasonPhrase());
        return switch (status.value()) {
            case 401, 403 ->
                    new SourceUnreadable(name + "; it must be readable without signing in");
            case 410 -> new SourceUnreadable(name + "; the feed is no more");
            case 304 -> new SourceUnreadable(name + ", though nothing was known of it yet");
            case 429, 503 -> new SourceUnreadable(name, retryAfter(headers, now));
            default -> new SourceUnreadable(name);
        };
    }

    /** A failure that is nobody's answer; what is no fault of the source's is left as it is. */
    static Throwable told(Throwable failure, IntakeSettings settings) {
        if (failure instanceof SourceUnreadable) {
            return failure;
        }
        if (failure instanceof TimeoutException) {
            return new SourceUnreadable(
                    "did not answer in full within %s".formatted(spoken(settings.timeout())));
        }
        if (!(failure instanceof WebClientRequestException
                || failure instanceof PrematureCloseException)) {
            return failure;
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            var fact = fact(cause, settings);
            if (fact != null) {
                return fact;
            }
        }
        return new SourceUnreadable("could not be read: " + detail(failure));
    }

    private static @Nullable SourceUnreadable fact(Throwable cause, IntakeSettings settings) {
        return switch (cause) {
            case SourceUnreadable known -> known;
            case FilteredHostException filtered -> AddressRules.unreachable(filtered.getHost());
            case UnknownHostException unknown ->
                    new SourceUnreadable("has a host that is not known: " + detail(unknown));
            case ConnectTimeoutException _ ->
                    new SourceUnreadable(
                            "could not be connected to within %s"
                                    .formatted(spoken(settings.connectTimeout())));
            case ConnectException _ -> new SourceUnreadable("refused the connection");
            case SSLException tls ->
                    new SourceUnreadable("could not be read securely (TLS): " + detail(tls));
            case PrematureCloseException _ ->
                    new SourceUnreadable("closed the connection before its answer was complete");
            default -> null;
        };
    }

    /** Seconds or a date (RFC 9110 §10.2.3). */
    private static @Nullable Duration retryAfter(HttpHeaders headers, Instant now) {
        var told = headers.getFirst(HttpHeaders.RETRY_AFTER);
        if (told == null) {
            return null;
        }
        if (told.strip().matches("\\d{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(told.strip()));
        }
        try {
            var date = ZonedDateTime.parse(told.strip(), DateTimeFormatter.RFC_1123_DATE_TIME);
            var wait = Duration.between(now, date);
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeException _) {
            return null;
        }
    }

    private static String detail(Throwable failure) {
        var message = failure.getMessage();
        return Texts.cut(message == null ? failure.getClass().getSimpleName() : message, SHOWN);
    }

    private static String spoken(Duration duration) {
        return duration.toMillis() % 1_000 == 0
                ? duration.toSeconds() + " s"
                : duration.toMillis() + " ms";
    }
}
