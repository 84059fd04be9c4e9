package io.crier.board.web;

import io.crier.board.Messages;
import io.crier.board.Texts;
import io.crier.board.ViewReader;
import io.crier.reading.Answer;
import io.crier.reading.Answers;
import io.crier.reading.Key;
import io.crier.reading.Question;
import io.crier.serving.Coding;
import io.crier.serving.Codings;
import io.crier.serving.HeaderValues;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Sends pages, from memory where that is still true. */
@Component
class PageDelivery {
    private static final Pattern TAG =
            Pattern.compile("(?:W/)?\"(?<opaque>[\\x21\\x23-\\x7E\\x80-\\xFF]*)\"");

    /** Nobody has more versions of one page. */
    private static final int MOST_TAGS = 20;

    private final Answers answers;
    private final Messages messages;

    PageDelivery(Answers answers, Messages messages) {
        this.answers = answers;
        this.messages = messages;
    }

    /**
     * The language that the address names; one that is not known is passed over, so that no link is
     * broken by it.
     */
    static @Nullable String language(ServerHttpRequest request) {
        var language = request.getQueryParams().getFirst(ViewReader.LANGUAGE);
        return language == null || !Messages.isLanguage(language) ? null : language;
    }

    /**
     * The texts in the language that the address names, or else the reader's browser.
     *
     * @param language that the address names; {@code null} for none
     */
    Texts texts(@Nullable String language, ServerHttpRequest request) {
        var accepted =
                messages.accepted(
                        HeaderValues.all(request.getHeaders(), HttpHeaders.ACCEPT_LANGUAGE));
        if (language == null || accepted.language().equals(language)) {
            return accepted;
        }
        return messages.of(language).orElse(accepted);
    }

    /** The answer to the question, or that what the reader has is still it. */
    Mono<ResponseEntity<byte[]>> answer(
            Question question, Texts texts, ServerWebExchange exchange) {
        var request = exchange.getRequest();
        var headers = request.getHeaders();
        return answers.answer(
                        new Key(request.getURI().toString(), texts.tag()),
                        question,
                        tags(headers),
                        Codings.of(headers))
                .map(answer -> delivered(answer, exchange));
    }

    private static ResponseEntity<byte[]> delivered(Answer answer, ServerWebExchange exchange) {
        var headers = PageHeaders.of();
        return switch (answer) {
            case Answer.Unchanged(var tag, _, _) -> unchanged(tag, headers);
            case Answer.Told(var representation, var body, _) -> {
                if (exchange.checkNotModified(body.tag())) {
                    yield unchanged(body.tag(), headers);
                }
                headers.setETag(body.tag());
                headers.set(HttpHeaders.CONTENT_TYPE, representation.facts().mediaType());
                if (body.coding() != Coding.PLAIN) {
                    headers.set(HttpHeaders.CONTENT_ENCODING, body.coding().word());
                }
                yield ResponseEntity.ok().headers(headers).body(body.bytes());
            }
            case Answer.TooLong _ -> throw new IllegalStateException("no page is that long");
        };
    }

    private static ResponseEntity<byte[]> unchanged(String tag, HttpHeaders headers) {
        headers.setETag(tag);
        return ResponseEntity.status(HttpStatus.NOT_MODIFIED).headers(headers).build();
    }

    private static List<String> tags(HttpHeaders headers) {
        return TAG.matcher(HeaderValues.all(headers, HttpHeaders.IF_NONE_MATCH))
                .results()
                .limit(MOST_TAGS)
                .map(tag -> tag.group("opaque"))
                .toList();
    }
}
