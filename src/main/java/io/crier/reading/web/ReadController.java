package io.crier.reading.web;

import io.crier.announcement.Ids;
import io.crier.announcement.UnknownAnnouncement;
import io.crier.platform.server.ClientAddress;
import io.crier.reading.Answer;
import io.crier.reading.Answers;
import io.crier.reading.ExportQuestions;
import io.crier.reading.FacetQuestions;
import io.crier.reading.HistoryQuestions;
import io.crier.reading.ListQuestions;
import io.crier.reading.Question;
import io.crier.reading.SingleQuestions;
import io.crier.serving.Coding;
import io.crier.serving.Codings;
import io.crier.syndication.Format;
import io.crier.syndication.Formats;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Announcements as lists, calendars and feeds, one by one, back through their history, and counted.
 * What is in memory already does not come here but is sent by {@link EarlyAnswers}.
 */
@RestController
class ReadController {
    private final ListQuestions lists;
    private final ExportQuestions exports;
    private final SingleQuestions singles;
    private final HistoryQuestions histories;
    private final FacetQuestions facets;
    private final Answers answers;
    private final Requests requests;
    private final Deliveries deliveries;

    ReadController(
            ListQuestions lists,
            ExportQuestions exports,
            SingleQuestions singles,
            HistoryQuestions histories,
            FacetQuestions facets,
            Answers answers,
            Requests requests,
            Deliveries deliveries) {
        this.lists = lists;
        this.exports = exports;
        this.singles = singles;
        this.histories = histories;
        this.facets = facets;
        this.answers = answers;
        this.requests = requests;
        this.deliveries = deliveries;
    }

    /** In the form that is accepted. */
    @GetMapping("/v1/announcements")
    Mono<Void> list(ServerWebExchange exchange) {
        var request = exchange.getRequest();
        return answer(
                exchange, () -> collection(Negotiation.form(Requests.accept(request)), request));
    }

    /** In the form that the address names. */
    @GetMapping("/v1/announcements.{suffix}")
    Mono<Void> list(@PathVariable String suffix, ServerWebExchange exchange) {
        return answer(
                exchange,
                () ->
                        collection(
                                Formats.bySuffix(suffix).orElseThrow(ReadController::nothing),
                                exchange.getRequest()));
    }

    /** By its id, behind which a form may be named. */
    @GetMapping("/v1/announcements/{name}")
    Mono<Void> one(@PathVariable String name, ServerWebExchange exchange) {
        return answer(exchange, () -> single(name, exchange.getRequest()));
    }

    @GetMapping("/v1/announcements/{id}/history")
    Mono<Void> history(@PathVariable String id, ServerWebExchange exchange) {
        return answer(exchange, () -> histories.ask(id(id)));
    }

    @GetMapping("/v1/facets")
    Mono<Void> facets(ServerWebExchange exchange) {
        var request = exchange.getRequest();
        return answer(
                exchange, () -> facets.ask(request.getQueryParams(), requests.address(request)));
    }

    private Question collection(Format format, ServerHttpRequest request) {
        var address = requests.address(request);
        return format.whole()
                ? exports.ask(format, request.getQueryParams(), address)
                : lists.ask(format, request.getQueryParams(), address);
    }

    private Question single(String name, ServerHttpRequest request) {
        var parts = name.split("\\.", 2);
        var form =
                parts.length == 1
                        ? Formats.JSON
                        : Formats.ofOne(parts[1]).orElseThrow(ReadController::nothing);
        return singles.ask(form, id(parts[0]), requests.address(request));
    }

    private Mono<Void> answer(ServerWebExchange exchange, Callable<Question> reading) {
        return Mono.fromCallable(reading).flatMap(question -> answer(exchange, question));
    }

    private Mono<Void> answer(ServerWebExchange exchange, Question question) {
        var request = exchange.getRequest();
        var headers = request.getHeaders();
        return answers.answer(
                        Requests.key(request),
                        question,
                        Conditions.of(headers).tags(),
                        Codings.of(headers))
                .flatMap(answer -> deliver(answer, question, exchange));
    }

    private Mono<Void> deliver(Answer answer, Question question, ServerWebExchange exchange) {
        var request = exchange.getRequest();
        var response = exchange.getResponse();
        return switch (answer) {
            case Answer.Told(var representation, var body, var kept) ->
                    deliveries.send(representation, body, kept, request, response);
            case Answer.Unchanged unchanged -> deliveries.send(unchanged, request, response);
            case Answer.TooLong _ -> {
                var compressed = Codings.isAccepted(request.getHeaders(), Coding.GZIP);
                yield answers.export(
                        ClientAddress.of(request),
                        question,
                        telling -> deliveries.stream(telling, compressed, request, response));
            }
        };
    }

    private static UUID id(String text) {
        return Ids.parse(text).orElseThrow(() -> new UnknownAnnouncement(text));
    }

    private static ResponseStatusException nothing() {
        return new ResponseStatusException(
                HttpStatus.NOT_FOUND, "there is nothing at this address");
    }
}
